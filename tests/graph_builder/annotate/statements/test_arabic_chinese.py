"""Acts of Arabic and Chinese: conjunctions written onto verbs, verbs that go first, words without blanks."""

from __future__ import annotations

import pytest

from .sentences import acts

ARABIC = [
    ("ترحب بالتقرير الذي يشير إلى الخطر، وتهيب بالدول أن تتعاون؛", [("ترحب", "welcomes"), ("تهيب", "urges")]),
    ("ترحب بجهود الحكومة، وتشجعها على مواصلة العمل؛", [("ترحب", "welcomes"), ("تشجعها", "encourages")]),
    ("تحيط اللجنة علما بالتقرير، ولكنها تشجع المكتب على مواصلة العمل.", [("تحيط", "notes"), ("تشجع", "encourages")]),
    ("وإني أرحب باعتماد الميزانية.", [("أرحب", "welcomes")]),
    ("وتشير البيانات إلى تزايد الاحتيال.", []),
    ("تنظر اللجنة في الطلبات على وجه السرعة.", [("تنظر", "obliges")]),
    ("ووفقا للنظام الداخلي، تنظر اللجنة في الطلبات وتقدم إلى المجلس تقريرها.", [("تنظر", "obliges"), ("تقدم إلى", "obliges")]),
    ("وإذا قدم الوفد وثائقه بالفاكس، فعليه أن يقدم الأصل.", [("فعليه أن", "obliges")]),
    ("وفي ضوء هذا التقرير، ترحب المجموعة بالتقدم.", [("ترحب", "welcomes")]),
    ("إن الحكومة تؤكد أهمية الحوار.", [("تؤكد", "stresses")]),
]
CHINESE = [
    ("该区域的淡水供应充足。", []),
    ("向提供捐款的国家表示感谢，并敦促会员国交流数据；", [("表示感谢", "welcomes"), ("敦促", "urges")]),
    ("委员会还对缺乏措施感到关切。", [("感到关切", "expresses-concern")]),
    ("促请会员国交流数据，同时铭记受害人的需要；", [("促请", "urges")]),
    ("回顾其决议，同时铭记受害人的需要，", [("回顾", "recalls"), ("铭记", "recognizes")]),
    ("痛惜并强烈谴责这次攻击；", [("痛惜", "condemns"), ("强烈谴责", "condemns")]),
    ("促请各国政府并鼓励政府间机构确保培训；", [("促请", "urges"), ("鼓励", "encourages")]),
    ("敦促会员国加强合作并鼓励举报；", [("敦促", "urges")]),
    ("确认合作有助于执行议程，并承诺加强合作；", [("确认", "recognizes"), ("承诺", "undertakes")]),
    ("敦促会员国审查法律，并批准该条约；", [("敦促", "urges")]),
    ("秘书长指出，采购司将继续努力。", []),
    ("在第1977号决议中，安全理事会呼吁各国提交报告。", []),
    ("条约明确支持航行自由。", []),
    ("通过新闻中心在各城市组织活动。", []),
    ("委员会通过以下决定：", [("通过", "decides")]),
    ("必须加强公共卫生系统的能力。", [("必须", "obliges")]),
    ("关键建议", []),
    ("请提供关于歧视案例的信息。", []),
    ("强调，各国必须保护证人；", [("强调", "obliges")]),
    ("强调各国必须保护证人；", [("强调", "stresses")]),
    ("主席应立即敦促发言者遵守规则。", [("应", "obliges")]),
    ("赞扬该办公室的工作，并核可其计划；", [("赞扬", "welcomes"), ("核可", "decides")]),
    ("缔约国会议不妨通过一项决定。", [("不妨", "permits")]),
]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [pytest.param(w, language, f, id=f"{language}:{w[:24]}") for language, cases in (("ar", ARABIC), ("zh", CHINESE)) for w, f in cases],
)
def test_acts(words: str, language: str, found: list[tuple[str, str]]) -> None:
    assert acts(words, language=language, organ="un-ga") == found


def test_items_of_a_list_of_things_are_no_acts_and_the_chapeau_keeps_its_own() -> None:
    assert acts("请秘书长每年向委员会报告以下方面：", "(a) 培训情况；", "(b) 证人的安全；", language="zh", organ="un-ga") == [("请", "tasks")]


def test_a_chinese_item_that_opens_with_a_verb_of_the_table_completes_its_chapeau() -> None:
    assert acts("敦促会员国：", "(a) 鼓励举报；", "(b) 支持受害人；", language="zh", organ="un-ga") == [("敦促", "urges")] * 2
    assert acts("决定：", "(a) 请秘书长提交报告；", language="zh", organ="un-ga") == [("决定", "decides"), ("请", "tasks")]
