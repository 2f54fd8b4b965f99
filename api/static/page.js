// What pages do beyond links and forms: a click on marked words leads to their statement, "/" goes to the question box.
"use strict";
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-statement]");
  if (mark && !event.target.closest("a") && !String(window.getSelection())) window.location.assign(mark.dataset.statement);
});
document.addEventListener("keydown", (event) => {
  const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
  const box = document.getElementById("question");
  if (event.key === "/" && !typing && box && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); box.select(); }
});
