"""Texts in the forms that organs use, written for these tests: (name, language, text, outline).

An outline line is `path kind number: first words`; kinds are shortened: pre, op, par, sub, art, div, annex, fn. A trailing `-` marks what does not act.
"""

from __future__ import annotations

OSCE_DECISION = """Organization for Security and Co-operation in Europe		MC.DEC/9/31
Ministerial Council		5 December 2031
Valletta 2031		Original: ENGLISH

Second day of the Thirty-eighth Meeting
MC(38) Journal No. 2, Agenda item 7

DECISION No. 9/31
PREVENTING THE MISUSE OF RIVER PORTS

The Ministerial Council,

Recalling the commitments on border security in earlier decisions,

Concerned that criminal groups move goods through river ports,

Decides:

1. To invite participating States to share lists of harbour contacts;

2. To task the Secretary General with a yearly report on:

(a) Training held in harbours;

(b) Equipment given to harbour police;

3. To encourage the Partners for Co-operation to do likewise.

ANNEX TO DECISION No. 9/31

PLAN FOR RIVER PORTS

I. Training

1. The Secretariat will hold two courses a year.

2. Field operations will lend their halls.

II. Equipment

1. Participating States are encouraged to give radios.

Attachment 1 to MC.DEC/9/31

INTERPRETATIVE STATEMENT UNDER PARAGRAPH IV.1(A)6 OF THE RULES OF PROCEDURE OF THE ORGANIZATION

By the delegation of Arcadia:

"In connection with the decision just adopted, we would like to state that radios are no equipment.

We ask that this statement be attached to the decision."
"""

DECLARATION_UNNUMBERED = """Cork Summit 2033

CORK DECLARATION ON QUIET RIVERS

We, the Heads of State or Government of the participating States, met in Cork to renew our work against smuggling on rivers.

We reaffirm every commitment that our predecessors made in earlier summits, and we will keep the rivers open to honest trade.

Smuggling grows where police do not talk to one another. We commit ourselves to hold a common exercise each spring.

We call upon the port authorities to join us.
"""

FINAL_ACT_WITH_PREAMBLE = """The High Representatives of the participating States,

Determined to give full effect to the results of the Conference,

Convinced that rivers bind peoples together,

Have adopted the following:

The participating States will refrain from closing locks to punish one another.

They will exchange lists of lock keepers every year.
"""

PRESIDENTIAL_STATEMENT = """Statement by the President of the Security Council

At the 9999th meeting of the Security Council, held on 3 March 2031, in connection with the item entitled “Quiet rivers”, the President made the following statement on behalf of the Council:

“The Security Council reaffirms the duty of every riparian State to police its waters.

“The Security Council, in this regard, encourages the regional commission to report each month.

“The Security Council requests the Secretary-General to keep it informed.”
"""

SECTIONS = """Resolution adopted by the General Assembly on 9 December 2030

[on the report of the Third Committee (A/85/400)]

85/77. Quiet rivers

The General Assembly,

Recalling its resolution 84/77 of 9 December 2029,

I

LOCKS

1. Urges States to keep locks in repair;

2. Requests the Secretary-General to list the locks;

II

HARBOURS

1. Invites States to lend pilots;

2. Decides to return to the matter at its eighty-sixth session.

60th plenary meeting
9 December 2030

Annex

Rules for lock keepers

1. Lock keepers should be trained.

2. Lock keepers should be paid.
"""

TWO_RESOLUTIONS = """84/12. Rivers and lakes

A

RIVERS

The General Assembly,

Recalling its earlier resolutions on rivers,

1. Decides to study rivers;

2. Requests a report on rivers.

B

LAKES

The General Assembly

Noting with satisfaction the study of lakes,

Decides to study lakes no longer.
"""

DAMAGED = """The Economic and Social Council,

Recalling its resolution 2029/3 of 7 July 2029 on the state of the locks along the great
rivers and of the harbours between them,

1, Takes note of the report on locks, and thanks the keepers who wrote most of its chapters
during a dry summer;

Z. Invites riparian States to send the names of their keepers to the secretariat before the
end of the season;

3. Requests the Secretary-General to print the list of keepers, including those who keep the

1 E/2029/12.

E/RES/2030/9                                                                       2/3

smaller locks of the tributaries;

A. Decides that locks without a keeper shall be closed in the winter months of every year;

S. Calls upon donors to help the keepers of smaller locks with rope, paint, and boots that
keep the water out;
"""

RUSSIAN = """Генеральная Ассамблея,

ссылаясь на свою резолюцию 84/77 от 9 декабря 2029 года,

отмечая доклад о шлюзах,

1.	призывает государства:

а)	чинить шлюзы;

b)	платить смотрителям;

2.	просит Генерального секретаря составить перечень шлюзов.
"""

ARABIC = """إن الجمعية العامة،

إذ تشير إلى قرارها 84/77 المؤرخ 9 كانون الأول/ديسمبر 2029،

1 -	تهيب بالدول:

(أ)	إصلاح الأهوسة؛

(ب)	دفع أجور الحراس؛

٢ -	تطلب إلى الأمين العام إعداد قائمة.
"""

CHINESE = """大会，

回顾其2029年12月9日第84/77号决议，

1.	吁请各国：

㈠	修理船闸；

㈡	支付看守人工资；

2.	请秘书长编制船闸清单。
"""

GERMAN = """Der Sicherheitsrat,

unter Hinweis auf seine früheren Resolutionen über Schleusen,

tätig werdend nach Kapitel VII der Charta der Vereinten Nationen,

1.	fordert die Anrainerstaaten auf,

a)	Schleusen instand zu halten;

b)	Schleusenwärter zu bezahlen;

2.	beschließt, mit der Angelegenheit aktiv befasst zu bleiben.
"""

TREATY_PLAIN = """CONVENTION ON QUIET RIVERS

Preamble

The States Parties to this Convention,

Recalling the rules on rivers in force among them,

Desiring to keep rivers quiet,

Have agreed as follows:

PART I

GENERAL PROVISIONS

Article 1
Definitions

For the purposes of this Convention:

(a) "Lock" means a gate in a river;

(b) "Keeper" means a person in charge of a lock.

Article 2
Duties

1. Each State Party shall keep its locks in repair, as required by
Article 1 of this Convention and by its own law.

2. Each State Party shall:

(a) Pay its keepers;

(b) Train them, in particular:

(i) In winter;

(ii) At night.

where they so wish.

PART II

FINAL CLAUSES

Article 3

This Convention shall enter into force on the thirtieth day after the third ratification.

IN WITNESS WHEREOF the undersigned have signed this Convention.

DONE at Cork, this third day of March two thousand and thirty.

ANNEX

1. Locks shall be painted green.

2. Keepers shall wear hats.
"""

TREATY_DENSE = """# Übereinkommen über stille Flüsse

Die Vertragsstaaten dieses Übereinkommens, unter Hinweis auf die geltenden Regeln, in dem Wunsch, die Flüsse still zu halten, sind wie folgt übereingekommen:

##### **Art. 1** Begriffe

Im Sinne dieses Übereinkommens: a) bezeichnet «Schleuse» ein Tor im Fluss; b) bezeichnet «Wärter» eine Person, die nach Artikel 2 Absatz 1 Buchstabe a) bestellt ist.

##### **Art. 2** Pflichten

(1) Jeder Vertragsstaat hält seine Schleusen instand. (2) Er bezahlt: a) seine Wärter; und b) ihre Gehilfen.

<sup>3</sup> Art. 3 Inkrafttreten Dieses Übereinkommen tritt am dreissigsten Tag in Kraft.

###### Fussnoten

[^1]: Übersetzung.
"""

TREATY_CHINESE = """静河公约

本公约缔约国，

第一条 定义

在本公约中，“船闸”系指河中之门。

第二条 义务

一、各缔约国应修理船闸。

二、各缔约国应：

（一）支付看守人；

（二）培训看守人。

第三条

本公约自第三份批准书交存后生效。
"""

CSCE_DOCUMENT = """DOCUMENT OF THE CORK MEETING

The representatives of the participating States, meeting in Cork from 5 to 29 June 2030,

Recognizing that quiet rivers are a common good,

In order to strengthen respect for rivers, adopt the following:

I

(1) The participating States express their conviction that rivers bind them.

(2) They solemnly declare that among the elements of quiet are the following:

(2.1) free passage for small boats;

(2.2) a lock keeper at each lock;

(3) They will meet again in two years.
"""

ACTION_PLAN = """OSCE ACTION PLAN FOR QUIET RIVERS

I. Scope

1. This plan is intended to help participating States to keep rivers quiet.

II. Action at the national level

2. Recommending that participating States:

2.1 Ensure that locks are kept in repair;

2.2 Consider painting them;

• in green;

• in white;

3. Tasking the field operations to give paint where asked.
"""

FRENCH_DECISION = """MC.DEC/4/36
Conseil ministériel
ORIGINAL : anglais

DÉCISION N° 4/36
RIVIÈRES TRANQUILLES

Le Conseil ministériel,

Rappelant ses décisions antérieures sur les rivières,

Préoccupé par le bruit des bateaux,

1. Décide de tenir une réunion sur les rivières ;

2. Prie le Secrétaire général :

a) De dresser la liste des écluses ;

b) De la publier ;

3. Encourage les États participants à y contribuer.

DÉCLARATION INTERPRÉTATIVE AU TITRE DU PARAGRAPHE IV.1 A) 6 DES RÈGLES DE PROCÉDURE

De la délégation de l'Arcadie :

« Nous tenons à préciser que la liste n'engage personne. »
"""

GERMAN_DECISION = """MC.DEC/4/36
Ministerrat
Original: ENGLISCH

BESCHLUSS Nr. 4/36
STILLE FLÜSSE

Der Ministerrat,

unter Hinweis auf seine früheren Beschlüsse über Flüsse,

besorgt über den Lärm der Boote,

beschließt,

1. ein Treffen über Flüsse abzuhalten;

2. den Generalsekretär zu beauftragen, eine Liste der Schleusen zu erstellen.
"""

ITALIAN_DECLARATION = """DICHIARAZIONE SUI FIUMI TRANQUILLI

1. Noi, Ministri degli esteri degli Stati partecipanti, ribadiamo l'importanza dei fiumi.

2. Invitiamo i partner a unirsi a noi.
"""

SPANISH_DRAFT_INSIDE = """Resolución aprobada por el Consejo Económico y Social el 7 de julio de 2036

2036/9. Ríos tranquilos

El Consejo Económico y Social

Recomienda a la Asamblea General que apruebe el siguiente proyecto de resolución:

La Asamblea General,

Recordando su resolución 90/4, de 3 de marzo de 2036,

1. Exhorta a los Estados a que reparen las esclusas;

2. Decide seguir examinando la cuestión.

13ª sesión plenaria
7 de julio de 2036
"""

PAGE_OF_A_PRINTER = """Assemblée générale

L'Assemblée générale ,

Rappelant ses résolutions 1 , 3 et 4 sur les écluses 2 , dans lesquelles elle a souligné que les gardiens doivent

\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

1

Résolution 46/152, annexe.

2 A/48/9.

13-45056

être payés,

Consciente de l'importance des gardiens,

1. Prie les États d'engager des gardiens et de leur donner des habits qui les protègent du froid et

2/3

de la pluie ;

2. Décide de reprendre l'examen de la question.

70 e séance plénière 18 décembre 2013
"""
