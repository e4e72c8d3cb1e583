# ruff: noqa: E501 - tables of sentences
"""How many organs word their counts: each row was written before the code could read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from parse.counting import claimed, counted

# [heading] or {section} sentence => amount measure [period] | …; "-" is unknown, "*" anything without a reading
REQUESTS = """
[依申请公开] 答复14件申请，其中10件由企业提出、4件由自然人提出。 => 14 applications.concluded_total | 10 applications.concluded_total@company | 4 applications.concluded_total@natural_person
[依申请公开] 收到申请13件，办结12件，其中自然人9件、企业3件。 => 13 applications.new_received | 12 applications.concluded_total | 9 applications.new_received@natural_person | 3 applications.new_received@company
[依申请公开] 予以公开12件，不予公开及其他情形5件。 => 12 applications.granted | 5 -
[依申请公开] 不予公开8件，其中国家秘密3件、其他5件。 => 8 applications.refused | 3 applications.refused.state_secret | 5 -
[依申请公开] 按职责分工转办相关部门27件，移交下属单位办理3件。 => 27 applications.transferred | 3 applications.transferred
个别答复不够规范，2件答复在行政复议中被纠正，1件在行政诉讼中败诉。 => 2 review.corrected | 1 litigation.corrected
被复议机关纠错2件，被法院判决败诉1件。 => 2 review.corrected | 1 litigation.corrected
局长信箱收信38封，公众留言104条，合计142件。 => 38 messages.received | 104 messages.received | 142 messages.received
通过网站公开220条，《山城通讯》刊登140篇，电子屏滚动播放30条。 => 220 published.by_channel.website | 140 published.by_channel.newspaper | 30 published.by_channel.other
门户网站总访问量3170次，发布信息981条。 => 3170 website.visits | 981 published.by_channel.website
申请量较大的单位有：住建局（56件）、公安分局（41件）。 => 56 - | 41 -
申请渠道方面：网络12件、邮寄7件，总计19件。 => 12 applications.by_channel.online | 7 applications.by_channel.mail | 19 applications.new_received
申请总量12件，自然人提出10件（83.3%），企业提出2件。 => 12 applications.new_received | 10 applications.new_received@natural_person | 83.3 - | 2 applications.new_received@company
[依申请公开] 受理申请主要集中在土地征收（12件）、城乡规划（8件）方面。 => 12 - | 8 -
[依申请公开] 受理申请量居前三位的是：土地类15件、教育类8件、社保类5件。 => 15 - | 8 - | 5 -
[依申请公开] 收到的申请以征地类居多，共18件。 => 18 -
[依申请公开] 12件申请中有5件涉及征地补偿，3件涉及教育。 => 12 applications.new_received | 5 - | 3 -
[依申请公开] 征求第三方意见2件，当日答复6件，5个工作日内答复10件。 => 2 - | 6 - | 10 -
[依申请公开] 网络申请占60%，共12件；信函、传真申请占40%，共8件。 => 60 - | 12 applications.by_channel.online | 40 - | 8 applications.by_channel.mail+by_channel.fax
[依申请公开] 网络受理12件、信函受理8件，合计20件。 => 12 applications.by_channel.online | 8 applications.by_channel.mail | 20 applications.new_received
[依申请公开] 通过门户网站、信函、当面收到的申请分别为5件、3件、1件。 => 5 applications.by_channel.online | 3 applications.by_channel.mail | 1 applications.by_channel.in_person
[依申请公开] 不予公开5件，3件因属过程性信息、2件因法律禁止公开。 => 5 applications.refused | 3 applications.refused.process_information | 2 applications.refused.forbidden_by_law
[依申请公开] 因涉及个人隐私、商业秘密等原因不予公开6件，涉及国家秘密、个人隐私不予公开2件。 => 6 applications.refused | 2 applications.refused.state_secret+refused.third_party_rights
[依申请公开] 不予处理及其他处理5件，予以公开3件和不予公开1件。 => 5 applications.not_processed+other | 3 applications.granted | 1 applications.refused
[依申请公开] 收到申请5件，4件为自然人申请，1件为企业申请。 => 5 applications.new_received | 4 applications.new_received@natural_person | 1 applications.new_received@company
[依申请公开] 申请主体以自然人为主，共14件，律师事务所申请2件。 => 14 applications.new_received@natural_person | 2 applications.new_received@legal_service
[依申请公开] 办结自然人申请8件、企业申请2件，合计10件。 => 8 applications.concluded_total@natural_person | 2 applications.concluded_total@company | 10 applications.concluded_total
2023年，我关共受理政府信息公开申请38件，较2022年增加5件，均在法定时限内答复。 => 38 applications.new_received | 5 -
2023年，全市税务系统新收政府信息公开申请211件，上年度结转9件，本年度办结207件，结转下年度继续办理13件。 => 211 applications.new_received | 9 applications.carried_in | 207 applications.concluded_total | 13 applications.carried_out
全年我部收到公民、法人和其他组织提出的政府信息公开申请1204件，其中网络申请986件，信函申请218件。 => 1204 applications.new_received | 986 applications.by_channel.online | 218 applications.by_channel.mail
[依申请公开] 本年度答复申请36件，答复率100%。 => 36 applications.concluded_total | 100 -
[二、依申请公开情况] 上年结转4件，新收31件，答复33件，结转2件至下年。 => 4 applications.carried_in | 31 applications.new_received | 33 applications.concluded_total | 2 applications.carried_out
[（二）依申请公开工作] 全县新收12件，办结13件。 => 12 applications.new_received | 13 applications.concluded_total
依法做好依申请公开工作。全县新收12件，办结13件。 => 12 applications.new_received | 13 applications.concluded_total
学校全年收到师生及社会人员信息公开申请2件，均已按程序答复。 => 2 applications.new_received
全区各级行政机关共受理政府信息公开申请1385条，其中，当面申请1102条，占79.6%；以传真形式申请15条，以电子邮件形式申请83条，以信函形式申请36条。 => 1385 applications.new_received | 1102 applications.by_channel.in_person | 79.6 - | 15 applications.by_channel.fax | 83 applications.by_channel.email | 36 applications.by_channel.mail
[依申请公开] 在已经答复的申请中，“同意公开”的49件，占答复总数的70%；“同意部分公开”的3件；“不予公开”的7件。 => 49 applications.granted | 70 - | 3 applications.partly_granted | 7 applications.refused
[依申请公开] 申请内容主要涉及土地征收、房屋拆迁和城乡规划等方面，其中土地征收类21件、房屋拆迁类9件、其他类8件。 => 21 - | 9 - | 8 -
[依申请公开] 按申请事项分，拆迁类13件，社保类5件，其他类8件。 => 13 - | 5 - | 8 -
前年收到政府信息公开申请40件，去年收到56件，今年收到72件。 => 40 applications.new_received 2021 | 56 applications.new_received last_year | 72 applications.new_received
[依申请公开] 累计收到申请300余件，其中2023年40件。 => 300 applications.new_received cumulative | 40 applications.new_received
自2008年以来累计收到政府信息公开申请300余件，其中2023年40件。 => 300 applications.new_received cumulative | 40 applications.new_received
2021年、2022年、2023年分别收到政府信息公开申请12件、15件、18件。 => 12 applications.new_received cumulative | 15 applications.new_received cumulative | 18 applications.new_received cumulative
共登记办理依申请公开事项27项，其中依法予以公开19项，部分公开3项，不属于本机关掌握5项。 => 27 applications.handled | 19 applications.granted | 3 applications.partly_granted | 5 applications.unavailable.not_held
[依申请公开] 转办至其他单位2件，申请人主动撤回1件。 => 2 applications.transferred | 1 applications.withdrawn
全年依申请公开政府信息23条。 => 23 applications.new_received
[依申请公开] 受理申请58件，同比下降12.1%，其中：自然人52件，法人及其他组织6件（商业企业5件、律师事务所1件）。 => 58 applications.new_received | 12.1 - | 52 applications.new_received@natural_person | 6 applications.new_received@organisations | 5 applications.new_received@company | 1 applications.new_received@legal_service
办结政府信息公开申请33件，其中予以公开12件，占36.4%，部分公开4件，无法提供15件（本机关不掌握14件、需另行制作1件），其他处理2件（逾期不补正2件）。 => 33 applications.concluded_total | 12 applications.granted | 36.4 - | 4 applications.partly_granted | 15 applications.unavailable | 14 applications.unavailable.not_held | 1 applications.unavailable.needs_creation | 2 applications.other | 2 applications.other.correction_overdue
全局共收到市民申请公开规划审批材料的申请19宗，已全部答复。 => 19 applications.new_received
[依申请公开] 另有6件申请正在办理中。 => 6 applications.carried_out
[依申请公开] 其中5件因申请内容不明确，已告知申请人补正。 => 5 -
[依申请公开] 延长答复期限3件。 => 3 -
[依申请公开] 上年度结转办理3件、本年度新收20件，共计23件；本年度办结21件，2件结转下一年度。 => 3 applications.carried_in | 20 applications.new_received | 23 applications.handled | 21 applications.concluded_total | 2 applications.carried_out
[依申请公开] 未能办结的1件已顺延至2024年办理。 => 1 applications.carried_out
截至2023年12月31日，我局共收到公开申请5宗，其中通过邮政EMS3宗，现场递交2宗。 => 5 applications.new_received | 3 applications.by_channel.mail | 2 applications.by_channel.in_person
[依申请公开] 公民提出申请12件、企业提出申请3件。 => 12 applications.new_received@natural_person | 3 applications.new_received@company
[依申请公开] 在作出的47件答复中，予以公开31件。 => 47 applications.concluded_total | 31 applications.granted
全年受理并办结依申请公开事项16件，无一引发行政复议或行政诉讼。 => 16 applications.new_received
[依申请公开] 申请公开的2件属于国家秘密、1件属于个人隐私，依法不予公开。 => 2 applications.refused.state_secret | 1 applications.refused.third_party_rights
[依申请公开] 信访类申请3件，已告知通过信访渠道反映。 => 3 applications.not_processed.petition
全镇依申请公开受理数为0件，答复数为0件。 => 0 applications.new_received | 0 applications.concluded_total
[依申请公开] 收到申请40件，较2022年的31件增加9件。 => 40 applications.new_received | 31 * last_year | 9 -
[依申请公开] 共收到40件，去年同期为31件。 => 40 applications.new_received | 31 * last_year
[依申请公开] 自政府信息公开条例施行以来共受理申请320件，本年度受理申请25件。 => 320 applications.new_received cumulative | 25 applications.new_received
近五年来共收到政府信息公开申请88件。 => 88 applications.new_received cumulative
2020年以来逐步完善制度，2023年收到政府信息公开申请6件。 => 6 applications.new_received
本年新收政府信息公开申请19件，上年结转0件，予以公开11件，部分公开2件，不予公开1件，无法提供3件，不予处理1件，其他处理1件，结转下年0件。 => 19 applications.new_received | 0 applications.carried_in | 11 applications.granted | 2 applications.partly_granted | 1 applications.refused | 3 applications.unavailable | 1 applications.not_processed | 1 applications.other | 0 applications.carried_out
我院全年受理依申请公开3例，均通过电子邮箱提出。 => 3 applications.new_received
共有14件政府信息公开申请通过网站提交，9件以邮寄方式提出。 => 14 applications.by_channel.online | 9 applications.by_channel.mail
省级行政机关收到政府信息公开申请4.2万件，市县两级收到11.6万件。 => 42000 applications.new_received | 116000 applications.new_received
全年共收到政府信息公开申请（含网络、信函、当面）共18件，已办结18件。 => 18 applications.new_received | 18 applications.concluded_total
依申请公开方面，线上受理3件，线下受理2件。 => 3 applications.by_channel.online | 2 applications.by_channel.in_person
截至12月31日，累计受理政府信息公开申请33件（包括2022年结转2件），办结31件，2件转入2024年继续办理。 => 33 applications.new_received | 2 applications.carried_in | 31 applications.concluded_total | 2 applications.carried_out
[依申请公开] 共收到申请21件，经审查，不属于政府信息公开申请范围的3件。 => 21 applications.new_received | 3 -
[依申请公开] 予以公开40件，部分公开12件，两项合计52件。 => 40 applications.granted | 12 applications.partly_granted | 52 applications.granted+partly_granted
[依申请公开] 不予公开6件（行政查询4件、过程性信息2件）；无法提供9件，有7件系本单位不掌握。 => 6 applications.refused | 4 applications.refused.administrative_inquiry | 2 applications.refused.process_information | 9 applications.unavailable | 7 applications.unavailable.not_held
[依申请公开] 2件经查不属于本单位掌握的信息。 => 2 applications.unavailable.not_held
{other} 逾期不缴纳费用的情形1件。 => 1 applications.other.fee_overdue
[依申请公开] 新收申请36件（上年为31件）。 => 36 applications.new_received | 31 applications.new_received last_year
[依申请公开] 处理中的申请3件将在2024年1月答复。 => 3 applications.carried_out
[依申请公开] 代县政府办理信息公开申请15件，本局收到4件。 => 15 - | 4 applications.new_received
[依申请公开] 今年以来共受理依申请公开案件13件，已办结12件。 => 13 applications.new_received | 12 applications.concluded_total
2023年以来，我局共收到信息公开申请13件。 => 13 applications.new_received
[依申请公开] 2023年全局收到政府信息公开申请5件，去年4件，前年6件。 => 5 applications.new_received | 4 applications.new_received last_year | 6 - 2021
[依申请公开] 收到的申请中，本人到场提交的4件，委托律师提交的2件。 => 4 - | 2 -
"""

DISPUTES = """
行政诉讼共12件：未经复议直接起诉8件（维持5件、纠正1件、审理中2件），复议后起诉4件。 => 12 litigation.total | 8 litigation_direct.total | 5 litigation_direct.upheld | 1 litigation_direct.corrected | 2 litigation_direct.pending | 4 litigation_after_review.total
2023年，受理行政复议120件，其中涉及政府信息公开的15件。 => 120 - | 15 review.total
区政府作为复议机关办理涉政府信息公开复议案件21件，直接纠错4件。 => 21 - | 4 -
[四、政府信息公开行政复议、行政诉讼情况] 行政复议及行政诉讼中，结果纠正分别为2件、0件。 => 2 review.corrected | 0 litigation.corrected
0件政府信息公开行政复议，0件政府信息公开行政诉讼。 => 0 review.total | 0 litigation.total
{disputes} 行政复议维持13件、纠正2件、其他5件，共20件。 => 13 review.upheld | 2 review.corrected | 5 review.other | 20 review.total
因政府信息公开引发行政复议7宗（维持5宗、驳回1宗、撤回1宗），行政诉讼2宗（一审胜诉1宗、二审审理中1宗）。 => 7 review.total | 5 review.upheld | 1 review.other | 1 review.other | 2 litigation.total | 1 litigation.upheld | 1 litigation.pending
{disputes} 行政复议纠正2件，纠错率18.2%。 => 2 review.corrected | 18.2 -
针对政府信息公开的举报0件，行政复议申请0件，行政诉讼0件。 => 0 - | 0 review.total | 0 litigation.total
{disputes} 复议后起诉3件，其中维持2件、尚未审结1件。 => 3 litigation_after_review.total | 2 litigation_after_review.upheld | 1 litigation_after_review.pending
[法治建设] 全年我局办理行政复议案件56件，行政应诉案件34件。 => 56 - | 34 -
作为复议机关，全年收到行政复议申请812件，受理698件，审结640件，其中维持388件、撤销52件。 => 812 - | 698 - | 640 - | 388 - | 52 -
我局被申请行政复议的政府信息公开案件4件。 => 4 review.total
法院受理以我部为被告的政府信息公开行政诉讼案件88件，审结79件，判决驳回诉讼请求61件，裁定驳回起诉15件，责令重新答复3件。 => 88 litigation.total | 79 litigation.concluded | 61 litigation.upheld | 15 litigation.other | 3 litigation.corrected
依申请公开引起的行政诉讼2起，均为复议后诉讼。 => 2 litigation.total
[依法行政] 行政机关负责人出庭应诉12次。 => 12 -
[主动公开] 公开行政复议决定书86份。 => 86 *
[（五）监督保障] 认真做好政务公开工作。2023年涉及政务公开的行政复议1件，行政诉讼0件。 => 1 review.total | 0 litigation.total
[行政复议和行政诉讼] 因信息公开被复议2件，其中维持1件，终止1件；被诉1件，尚在审理。 => 2 review.total | 1 review.upheld | 1 review.other | 1 litigation.total
{disputes} 2023年，我镇被提起行政复议1起、行政诉讼0起。 => 1 review.total | 0 litigation.total
[公共法律服务] 全县办理法律援助案件320件，人民调解案件1500件。 => 320 - | 1500 -
政府信息公开类行政诉讼一审案件5件，二审案件3件。 => 5 * | 3 *
{disputes} 引发行政诉讼9件，直接起诉6件、复议后起诉3件，法院判决维持7件、纠正2件。 => 9 litigation.total | 6 litigation_direct.total | 3 litigation_after_review.total | 7 litigation.upheld | 2 litigation.corrected
{disputes} 被提起行政诉讼9件（含复议后起诉3件），其中维持7件、败诉2件。 => 9 litigation.total | 3 litigation_after_review.total | 7 litigation.upheld | 2 litigation.corrected
{disputes} 复议后起诉3件，法院判决维持2件。 => 3 litigation_after_review.total | 2 litigation_after_review.upheld
政府信息公开答复被纠错5件（行政复议3件、行政诉讼2件）。 => 5 review.corrected+litigation.corrected | 3 review.corrected | 2 litigation.corrected
{disputes} 行政诉讼4件均已审结。 => 4 litigation.total
{disputes} 2022年结转的行政诉讼1件，已审结。 => 1 -
{disputes} 复议案件8件，诉讼案件5件，合计13件。 => 8 review.total | 5 litigation.total | 13 review.total+litigation.total
[依申请公开] 申请人不服答复提起行政复议的2件。 => 2 review.total
"""

DOCUMENTS = """
全年制定规范性文件3件，修订1件，废止2件，截至年底现行有效规范性文件27件。 => 3 normative_documents.issued | 1 - | 2 normative_documents.repealed | 27 normative_documents.in_force
[主动公开] 全年公布部门规章6部。 => 6 regulations.issued
[法治建设] 向县政府报备规范性文件5件，审查规范性文件草案12件。 => 5 - | 12 -
[行政许可和行政处罚信息公开] 作出行政许可决定1530件、行政处罚决定62件、行政强制决定4件。 => 1530 licences.decisions | 62 penalties.decisions | 4 coercion.decisions
全年市场监管领域查办行政处罚案件318件，罚没款206万元。 => 318 * | 206 -
[主动公开] 在信用网公示行政许可信息2300条、行政处罚信息88条。 => 2300 * | 88 *
{disclosure} 全年行政事业性收费项目12项，收费金额186.32万元。 => 12 - | 186.32 fees.amount_wan
{other} 2023年，发出信息处理费收费通知0件，收费金额0元。 => 0 information_fee.notices | 0 information_fee.amount
[主动公开] 公开政府集中采购项目25个，采购总金额1186.7万元。 => 25 procurement.projects | 1186.7 procurement.amount
全年政务公开工作经费支出8.6万元。 => 8.6 budget
办理食品经营许可证核发业务640件，开展联合执法12次。 => 640 - | 12 -
{disclosure} 作出行政处罚210件，涉及金额35.6万元。 => 210 penalties.decisions | 35.6 -
全年办理许可58件，办理行政处罚案件9件，采取行政强制措施2件。 => 58 licences.decisions | 9 penalties.decisions | 2 coercion.decisions
[主动公开] 转发上级规范性文件21件。 => 21 *
[主动公开] 新制作规范性文件3件，对外公开总数44件。 => 3 normative_documents.issued | 44 normative_documents.published_total
[主动公开] 印发政策性文件18件，均同步解读。 => 18 -
"""

PUBLISHED = """
全年通过局门户网站发布各类政务信息1318条，其中：政务动态680条、通知公告214条、政策文件96条、其他328条。 => 1318 published.by_channel.website | 680 published.by_category.政务动态 | 214 published.by_category.通知公告 | 96 published.by_category.政策文件 | 328 published.by_category.其他
[坚持应公开尽公开，抓好主动公开] 全年主动公开政府信息730条，比上年640条多。 => 730 published.total | 640 published.total last_year
局网站公开信息60条，其中财务类20条（含预算8条、决算12条）、公告公示类40条。 => 60 published.by_channel.website | 20 published.by_category.财务 | 8 published.by_category.预算 | 12 published.by_category.决算 | 40 published.by_category.公告公示
镇政务公开栏张贴公示96期。 => 96 published.by_channel.bulletin_board
“云岭税务”微信公众号推送图文信息415条，微博发布信息630条，抖音发布短视频56个。 => 415 published.by_channel.wechat | 630 published.by_channel.weibo | 56 published.by_channel.douyin
编发政府公报12期，每期印数2000册。 => 12 gazette.issues | 2000 *
向档案馆、图书馆移送的公开文件2860份。 => 2860 -
全年审查拟公开信息486条，退回修改31条。 => 486 - | 31 -
新增供水服务问答36条。 => 36 -
[政府信息管理] 全年审核待发布信息1200条，撤稿6条。 => 1200 - | 6 -
主动公开政府信息612条，其中公文类信息88条，非公文类信息524条。 => 612 published.total | 88 published.by_category.公文 | 524 published.by_category.非公文
通过“信用云岭”网站归集公示信用信息4.6万条。 => 46000 published.by_channel.website
门户网站总访问量128万人次，独立用户访问总量36万个。 => 1280000 website.visits | 360000 website.visits
政务微信公众号关注用户8.9万人。 => 89000 followers
学校通过校园网公开信息520条，通过教代会通报重要事项6项。 => 520 * | 6 -
2023年，主动公开政府信息2.3万条，比2022年增加1800条。 => 23000 published.total | 1800 -
“十四五”以来累计公开信息12万条。 => 120000 published.total cumulative
清理历史信息430条，补录信息25条。 => 430 - | 25 -
报送政务信息210条，被上级采用45条。 => 210 - | 45 -
公开乡村振兴信息84条、义务教育信息40条、社会救助信息66条。 => 84 published.by_category.乡村振兴 | 40 published.by_category.义务教育 | 66 published.by_category.社会救助
在国家级媒体刊发12篇、省级媒体刊发35篇、市级媒体刊发120篇。 => 12 - | 35 - | 120 -
发布部门预算信息58条、决算信息56条。 => 58 published.by_category.部门预算 | 56 published.by_category.决算
全年编发《政务公开工作简报》12期。 => 12 -
"""

RESPONSE = """
群众来信61件均已办结。 => 61 messages.received
制作政策图解15张、短视频解读6部，开展“局长谈政策”访谈3期。 => 15 interpretation.items | 6 interpretation.items | 3 interviews
参加省政府新闻发布会2次，自行组织新闻通气会1次。 => 2 press.conferences | 1 press.conferences
局领导上线“行风热线”2期。 => 2 interviews
开展网上调查5次，征集意见28条，采纳11条。 => 5 opinions.solicitations | 28 opinions.received | 11 -
“局长信箱”收到来信86封，办复86封。 => 86 messages.received | 86 messages.answered
社会评议中发放评议表200份，收到建议9条。 => 200 - | 9 -
[监督保障] 开展社会评议1次，收到建议9条，均已采纳。 => 1 - | 9 -
受理12345平台转办工单316件，按时办结率100%，满意率97.5%。 => 316 messages.received | 100 - | 97.5 -
12366纳税服务热线接听咨询5.2万通。 => 52000 consultations
解答办税咨询4300余人次。 => 4300 consultations
回应社会关切9次。 => 9 -
组织政策吹风会2场、企业座谈会6场。 => 2 press.conferences | 6 meetings
"""

SAFEGUARDS = """
[政务公开] 局党委专题研究政务公开3次，明确3名干部（均为兼职）承担。 => 3 meetings | 3 staff.part_time
举办全系统政务公开专题培训班2期，参训人员186人次。 => 2 training.sessions | 186 training.participants
召开政务公开领导小组会议2次、工作协调会5次。 => 2 meetings | 5 meetings
局党组会、局长办公会4次专题研究政务公开工作。 => 4 meetings
配备专（兼）职工作人员14人，其中专职3人，兼职11人。 => 14 staff.full_time+part_time | 3 staff.full_time | 11 staff.part_time
全县26个乡镇和38个部门均明确1名信息公开联络员。 => 26 - | 38 - | 1 -
开展日常检查12次、第三方评估1次，下发整改通知书9份。 => 12 inspections | 1 inspections | 9 -
全系统运维政务新媒体账号19个，其中微信7个、微博8个、头条号4个。 => 19 accounts | 7 accounts | 8 accounts | 4 accounts
开设专题专栏6个，新增“减税降费”专区1个。 => 6 columns | 1 columns
办理省人大代表建议7件、省政协委员提案5件，按规定公开复文4件。 => 7 proposals.handled | 5 proposals.handled | 4 proposals.published
全年责任追究0人次。 => 0 -
政务公开在绩效考核中占4%。 => 4 -
设置公共查阅点5个，配备触摸屏2台、书架3组，全年接待查阅人员320人次。 => 5 - | 2 - | 3 - | 320 -
全年开展政府开放日4场，邀请市民代表、媒体记者等83人走进机关。 => 4 - | 83 -
2016年以来，我镇坚持重大事项公示。收入档案室126件。 => 126 -
计划2024年举办业务培训4次。 => 4 training.sessions 2024
向社会发放宣传折页5000份，走访企业60家。 => 5000 - | 60 -
政务新媒体由12个整合为9个，注销3个。 => 12 accounts | 9 accounts | 3 accounts
组织全体干部学习条例2次，知识测试1次，参与136人。 => 2 - | 1 - | 136 -
选派2名干部参加省厅举办的政务公开培训。 => 2 *
"""

NO_COUNTS = """
实行7×24小时自助查阅。
突发事件24小时内回应。
自收到之日起20个工作日内予以答复。
推行“互联网+政务服务”和“一网通办”。
深化互联网+监管和一网通办改革。
公开部门预决算和“三公”经费。
及时公开三公经费信息。
开展“双随机、一公开”抽查。
推进双随机、一公开监管全覆盖。
做好“六稳”“六保”工作。
落实六稳六保任务。
联系人：办公室306室，电话0577-61234567转8012。
地址：云岭县云江路66号5楼502室。
请到政务大厅3楼305室现场递交。
办公时间：周一至周五上午8:30—12:00，下午14:00—17:30（法定节假日除外）。
依据云政办发〔2023〕15号、云府发[2022]8号文件。
按照《条例》第三十六条第（一）、（二）项规定处理。
依据条例第14条第2款执行。
学习中央全面深化改革委员会第十五次会议精神。
贯彻党的十九届六中全会、县委七届五次全会部署。
县十七届人大三次会议审议通过。
考核得分96.5分，列全市第3位。
在全省政府网站绩效评估中排名第5。
位居全市A档第2名，位列县区组前三名。
本报告统计期限自20231月1日起至2023年12月31日止。
统计期限为2023年1月1日—12月31日。
拨打12345、12366、12348热线。
国务院令第492号公布。
邮政编码：430071，E-mail:zwgk2023@126.com。
深化“最多跑一次”改革，推行一窗受理、一次办好。
坚持以公开为常态、不公开为例外。
发挥两微一端作用，落实三重一大事项公开。
落实五公开要求，抓好双公示工作。
报告电子版可在http://www.yunling.gov.cn/col/col1229.html下载。
一季度、二季度检查均合格。
第1季度至第4季度均无问题。
365天不打烊。
开展3·15、5·15政务公开日活动。
构建“1+3+N”制度体系。
建成全县一张网、一张表、一本账。
智慧政务二期工程上线运行。
实行三级审核、四级联动。
打造15分钟便民服务圈。
如图3、表1所示。
严格落实一把手负责制。
第十四届全国人大一次会议召开。
深入学习习近平新时代中国特色社会主义思想和党的二十大精神。
统一社会信用代码113300000012345678。
纳入2023年十大民生实事。
"""

SURFACES = """
网民来信26件均已回复，邀请居民代表12名座谈。 => 26件 12名
发放宣传手册3000本、海报200张、折页1.2万份、展板36块。 => 3000本 200张 1.2万份 36块
慰问困难家庭56户，走访企业128家，服务群众900余人次。 => 56户 128家 900余人次
拍摄宣传片2部，出版专刊4期8版，印制文集1套。 => 2部 4期 8版 1套
举办开放日活动三场，开展巡回宣讲5轮，印发简报二十六期。 => 三场 5轮 二十六期
公开图片48幅、视频17条、音频9段。 => 48幅 17条 9段
设立公示栏186处，电子屏42块，触摸查询机16台，查阅席位24个。 => 186处 42块 16台 24个
归档文书1 268件、卷宗35卷、照片6册。 => 1 268件 35卷 6册
整理档案文件5.6万页，录入数据320万字。 => 5.6万页 320万字
覆盖15所学校、9个社区、4个网格。 => 15所 9个 4个
公示保障房420套、面积3.2万平方米，新修公路18公里。 => 420套 3.2万平方米 18公里
接听电话2300余个，答疑1800余人次。 => 2300余个 1800余人次
发放补贴资金1.35亿元，惠及2.6万户7.8万人。 => 1.35亿元 2.6万户 7.8万人
收到感谢信4封、锦旗6面。 => 4封 6面
梳理事项1，136项，编制流程图89张，压缩时限60%以上。 => 1，136项 89张 60%
公开率达100%，提升3.5个百分点。 => 100% 3.5个百分点
转载政策文件百余篇，采写稿件二百三十余篇。 => 百余篇 二百三十余篇
分3批公布事项清单，涉及10余个部门。 => 3批 10余个
安装电子显示屏１块、信息亭２座。 => １块 ２座
成立3个专班，培训时长36学时。 => 3个 36学时
报送信息210条次，被采用45条次。 => 210条次 45条次
开设两个专栏，编印三本手册。 => 两个 三本
办件量12.3万余件次，回访率98.6％。 => 12.3万余件次 98.6％
12月发布信息36条，2023年12月受理咨询3件。 => 36条 3件
举办培训2次计150人，参会80余人次。 => 2次 150人 80余人次
吸引数千人参与，覆盖上百家企业，发放近千份资料。 => 数千人 上百家 千份
收到电话咨询5.2万通，发送短信8000余条。 => 5.2万通 8000余条
邀请人大代表、政协委员等十余人参加。 => 十余人
建成示范点二十一个，整改错链四十五处。 => 二十一个 四十五处
公开招标公告7则，中标公告5则。 => 7则 5则
流转土地1200亩，公示农户340户。 => 1200亩 340户
全年接待来访群众45批126人次。 => 45批 126人次
查阅点26个，26个试点领域目录全部公开。 => 26个 26个
"""

UNREAD = """
一季度收到政府信息公开申请4件，二季度收到7件。
上半年新收政府信息公开申请5件，下半年新收8件。
1至6月受理政府信息公开申请9件。
1-9月，全县收到政府信息公开申请22件。
每月收到政府信息公开申请2件。
2024年1月收到政府信息公开申请3件。
截至6月底，收到政府信息公开申请11件。
去年全县收到政府信息公开申请30件。
自2008年以来共收到政府信息公开申请412件。
"""

CLAIMS = """
[依申请公开] 上年没有结转的申请。 => none applications.carried_in
[依申请公开] 没有结转到下一年度的申请。 => none applications.carried_out
2022年度没有结转的政府信息公开申请。 => none applications.carried_in
[依申请公开] 上年度无结转件，全部按期办结。 => none applications.carried_in ; all applications.carried_out
[依申请公开] 无结转至2024年的申请。 => none applications.carried_out
2022年未收到政府信息公开申请。 =>
去年未发生因政府信息公开引起的行政复议。 =>
2023年未发生因政府信息公开引起的行政复议。 => none review.total
{disputes} 无败诉案件。 => all litigation.corrected
本年度没有依申请公开的情况。 => none applications.new_received
没有公民向我局申请政府信息公开。 => none applications.new_received
未收到公民、法人或其他组织的政府信息公开申请。 => none applications.new_received
收到依申请公开数为零。 => none applications.new_received
{other} 没有向申请人收取检索、复制、邮寄等费用。 => none applications.other.fee_overdue
{other} 本年度无信息处理费收取情况。 => none applications.other.fee_overdue
{disputes} 行政复议、行政诉讼案件均为零。 => none review.total litigation.total
{disputes} 行政复议2件，均被维持。 => all review.corrected review.pending
[依申请公开] 申请人均表示满意。 =>
如未收到答复，申请人可申请政府信息公开行政复议。 =>
[行政复议工作] 县政府未发生行政复议被纠错案件。 =>
[依申请公开] 收到申请4件，全部在规定时限内予以答复。 => all applications.carried_out
[窗口服务] 群众申请事项均已办结。 =>
{disputes} 经复议后提起诉讼的案件2件，未经复议直接提起诉讼的案件3件，均被法院驳回诉讼请求。 => all litigation.corrected litigation.pending
"""


OTHERS = """
全县共收到政府信息公开申请2516件，其中县本级收到312件，各乡镇收到2204件。 => area sub_unit:县本级 sub_unit:各乡镇
全市共收到政府信息公开申请2516件，我县受理31件。 => other area
据上级通报，平川市人民政府全年收到政府信息公开申请70件。 => other
兄弟单位全年收到政府信息公开申请8件，我县收到6件。 => other area
省政府全年收到政府信息公开申请900件。 => other
县政府全年收到政府信息公开申请9件。 => organ
县政府办公室全年收到政府信息公开申请9件。 => organ
云岭县人民政府全年收到政府信息公开申请9件。 => organ
2023年公安部门收到政府信息公开申请7件。 => sub_unit:公安部门
全县政府部门共收到政府信息公开申请7件。 => area
[依申请公开] 申请量排名前三的分别是自然资源局12件、住建局8件。 => sub_unit:自然资源局 sub_unit:住建局
"""


def rows(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield (sentence, where it stands, what is expected) of a table."""
    for row in filter(None, map(str.strip, text.splitlines())):
        said, _, expected = row.partition(" =>")
        where = {}
        for sign, end, key in ("[", "]", "heading"), ("{", "}", "section"):
            if said.startswith(sign):
                place, _, said = said[1:].partition(f"{end} ")
                where[key] = place
        yield said, where, expected.strip()


TABLES = (REQUESTS, DISPUTES, DOCUMENTS, PUBLISHED, RESPONSE, SAFEGUARDS)
COUNTS = [row for table in TABLES for row in rows(table)]


@pytest.mark.parametrize(("text", "where", "expected"), COUNTS)
def test_counts_as_organs_word_them(text, where, expected):
    wanted = [(*part.split(), "this_year")[:3] for part in expected.split("|")]
    got = counted(text, **where)
    said = [(str(qty.value.amount), qty.measure or "-", qty.period) for qty in got]
    for at, want in enumerate(wanted[: len(said)]):
        if want[1] == "*" and not got[at].readings:
            said[at] = (said[at][0], "*", said[at][2])
    assert said == wanted


@pytest.mark.parametrize("text", NO_COUNTS.split("\n")[1:-1])
def test_numbers_that_count_nothing(text):
    assert [qty.value.surface for qty in counted(text)] == []


@pytest.mark.parametrize(("text", "where", "expected"), list(rows(SURFACES)))
def test_every_count_an_annotator_would_mark(text, where, expected):
    assert " ".join(qty.value.surface for qty in counted(text, **where)) == expected


@pytest.mark.parametrize("text", UNREAD.split("\n")[1:-1])
def test_figures_of_another_time_have_no_twin(text):
    assert all(qty.measure == "applications.new_received" for qty in counted(text))
    assert not any(qty.readings for qty in counted(text))


@pytest.mark.parametrize(("text", "where", "expected"), list(rows(CLAIMS)))
def test_claims_as_organs_word_them(text, where, expected):
    said = [" ".join((claim.kind, *claim.readings)) for claim in claimed(text, **where)]
    assert said == [part.strip() for part in expected.split(";") if part.strip()]


@pytest.mark.parametrize(("text", "where", "expected"), list(rows(OTHERS)))
def test_whose_count_it_is(text, where, expected):
    assert [qty.scope for qty in counted(text, **where)] == expected.split()
