# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.data import load_toml
from gouji.model import Identity
from gouji.parse import parse
from gouji.read import read_path
from parse.counting import counted, found, table

APPLICATIONS = """
全年收到政府信息公开申请12件。 => 12 applications.new_received
2023年，全县新收政府信息公开申请105件，上年结转4件。 => 105 applications.new_received | 4 applications.carried_in
本年度新收到政府信息公开申请9件，办结8件，结转下年度继续办理1件。 => 9 applications.new_received | 8 applications.concluded_total | 1 applications.carried_out
共收到依申请公开件26件，均按时答复。 => 26 applications.new_received
我局接收信息公开申请3份，答复3份。 => 3 applications.new_received | 3 applications.concluded_total
全县共受理群众依申请公开事项18宗。 => 18 applications.new_received
2023年共接到公民要求公开政府信息的申请七件。 => 7 applications.new_received
依申请公开方面，今年以来共受理41件，其中网上申请30件、信函申请8件、当面申请3件。 => 41 applications.new_received | 30 applications.by_channel.online | 8 applications.by_channel.mail | 3 applications.by_channel.in_person
收到政府信息公开申请20件，其中通过网络平台提交12件，邮寄6件，现场提交2件。 => 20 applications.new_received | 12 applications.by_channel.online | 6 applications.by_channel.mail | 2 applications.by_channel.in_person
全年收到信息公开申请6件，电子邮件申请4件，传真申请2件。 => 6 applications.new_received | 4 applications.by_channel.email | 2 applications.by_channel.fax
全年共办理政府信息公开申请33件。 => 33 applications.handled
共处理政府信息公开申请54件（含上年结转4件）。 => 54 applications.handled | 4 applications.carried_in
全市收办政府信息公开申请361件。 => 361 applications.handled
全年办理依申请公开207件。 => 207 applications.concluded_total
全年办结政府信息公开申请47件，其中予以公开20件，部分公开9件，不予公开7件，无法提供6件，不予处理2件，其他处理3件。 => 47 applications.concluded_total | 20 applications.granted | 9 applications.partly_granted | 7 applications.refused | 6 applications.unavailable | 2 applications.not_processed | 3 applications.other
在答复的政府信息公开申请中，予以公开的10件，占50%；部分公开的6件，占30%；不予公开的4件，占20%。 => 10 applications.granted | 50 - | 6 applications.partly_granted | 30 - | 4 applications.refused | 20 -
答复政府信息公开申请30件，予以公开及部分公开21件。 => 30 applications.concluded_total | 21 applications.granted+partly_granted
作出政府信息公开申请答复15件，同意公开9件，同意部分公开2件，不同意公开4件。 => 15 applications.concluded_total | 9 applications.granted | 2 applications.partly_granted | 4 applications.refused
信息公开申请办理结果为：予以公开3件、部分公开1件、本机关不掌握相关政府信息5件、没有现成信息需要另行制作1件、补正后申请内容仍不明确1件。 => 3 applications.granted | 1 applications.partly_granted | 5 applications.unavailable.not_held | 1 applications.unavailable.needs_creation | 1 applications.unavailable.still_unclear
不予公开政府信息公开申请9件（属于国家秘密1件、其他法律行政法规禁止公开1件、保护第三方合法权益2件、属于三类内部事务信息1件、属于四类过程性信息1件、属于行政执法案卷1件、属于行政查询事项2件）。 => 9 applications.refused | 1 applications.refused.state_secret | 1 applications.refused.forbidden_by_law | 2 applications.refused.third_party_rights | 1 applications.refused.internal_affairs | 1 applications.refused.process_information | 1 applications.refused.enforcement_files | 2 applications.refused.administrative_inquiry
不予处理政府信息公开申请8件，其中信访举报投诉类申请3件、重复申请2件、要求提供公开出版物1件、无正当理由大量反复申请1件、要求行政机关确认或重新出具已获取信息1件。 => 8 applications.not_processed | 3 applications.not_processed.petition | 2 applications.not_processed.repeated | 1 applications.not_processed.published_material | 1 applications.not_processed.excessive | 1 applications.not_processed.confirmation
其他处理政府信息公开申请5件，其中申请人无正当理由逾期不补正3件，申请人逾期未按收费通知要求缴纳费用2件。 => 5 applications.other | 3 applications.other.correction_overdue | 2 applications.other.fee_overdue
收到政府信息公开申请76件，其中自然人申请71件，法人或其他组织申请5件。 => 76 applications.new_received | 71 applications.new_received@natural_person | 5 applications.new_received@organisations
收到政府信息公开申请30件，涉及自然人25件、商业企业2件、科研机构1件、社会公益组织1件、法律服务机构1件。 => 30 applications.new_received | 25 applications.new_received@natural_person | 2 applications.new_received@company | 1 applications.new_received@research_institute | 1 applications.new_received@social_organisation | 1 applications.new_received@legal_service
受理信息公开申请12件，按申请人划分，自然人9件，商业企业2件，其他1件。 => 12 applications.new_received | 9 applications.new_received@natural_person | 2 applications.new_received@company | 1 applications.new_received@other_organisation
受理公民、法人和其他组织政府信息公开申请14件。 => 14 applications.new_received
答复政府信息公开申请12件，另有2件正在办理中。 => 12 applications.concluded_total | 2 applications.carried_out
收到政府信息公开申请12件，已答复11件，1件顺延至2024年答复。 => 12 applications.new_received | 11 applications.concluded_total | 1 applications.carried_out
收到政府信息公开申请12件，2022年结转2件，结转2024年1件。 => 12 applications.new_received | 2 applications.carried_in | 1 applications.carried_out
信息公开申请受理并答复8件。 => 8 applications.new_received
全年受理政府信息公开申请10件，申请人撤回2件，转交其他单位1件。 => 10 applications.new_received | 2 applications.withdrawn | 1 applications.transferred
对5件政府信息公开申请予以公开，对2件不予公开。 => 5 applications.granted | 2 applications.refused
全乡收到与政府信息公开有关的申请11条，网上申请数6条，信函申请数5条；答复申请公开总数9条，同意公开答复数8条，其它答复数1条。 => 11 applications.new_received | 6 applications.by_channel.online | 5 applications.by_channel.mail | 9 applications.concluded_total | 8 applications.granted | 1 applications.other
全年政府信息公开申请量为88件，较上年增加12件，增长15.8%。 => 88 applications.new_received | 12 - | 15.8 -
收到政府信息公开申请40件，办结率100%。 => 40 applications.new_received | 100 -
政府信息公开申请共计16件，其中上年结转1件，本年新收15件。 => 16 applications.new_received | 1 applications.carried_in | 15 applications.new_received
2023年，我镇依申请公开0件。 => 0 applications.new_received
收到申请人通过网站提交的政府信息公开申请13件。 => 13 applications.by_channel.online
政府信息公开申请答复率为100%，信息公开申请公开率58.3%。 => 100 - | 58.3 -
因信息不存在未提供政府信息公开申请4件。 => 4 applications.unavailable.not_held
"""

DISPUTES = """
全年发生政府信息公开行政复议5件，其中维持3件，纠正1件，其他结果1件。 => 5 review.total | 3 review.upheld | 1 review.corrected | 1 review.other
因政府信息公开被申请行政复议6件，被提起行政诉讼4件。 => 6 review.total | 4 litigation.total
行政复议12件，其中结果维持7件，结果纠正2件，其他结果1件，尚未审结2件；行政诉讼9件，其中结果维持5件，结果纠正1件，其他结果2件，尚未审结1件。 => 12 review.total | 7 review.upheld | 2 review.corrected | 1 review.other | 2 review.pending | 9 litigation.total | 5 litigation.upheld | 1 litigation.corrected | 2 litigation.other | 1 litigation.pending
政府信息公开行政诉讼10件，未经复议直接起诉6件（维持4件，其他2件），复议后起诉4件（维持3件，尚未审结1件）。 => 10 litigation.total | 6 litigation_direct.total | 4 litigation_direct.upheld | 2 litigation_direct.other | 4 litigation_after_review.total | 3 litigation_after_review.upheld | 1 litigation_after_review.pending
行政复议、行政诉讼共3件。 => 3 review.total+litigation.total
行政复议、诉讼案件共计5起，维持4起。 => 5 review.total+litigation.total | 4 review.upheld+litigation.upheld
行政复议、行政诉讼案件分别为4件、2件。 => 4 review.total | 2 litigation.total
行政复议和行政诉讼各1件。 => 1 review.total
行政复议、行政诉讼均为0件。 => 0 review.total
收到行政复议申请3件，复议机关维持2件，撤销1件。 => 3 review.total | 2 review.upheld | 1 review.corrected
涉及政府信息公开的行政诉讼案件8宗，胜诉7宗，败诉1宗。 => 8 litigation.total | 7 litigation.upheld | 1 litigation.corrected
行政应诉案件4件，其中驳回原告诉讼请求2件，原告撤诉1件，正在审理1件。 => 4 litigation.total | 2 litigation.upheld | 1 litigation.other | 1 litigation.pending
发生3起行政复议案件，2起被维持，1起被确认违法。 => 3 review.total | 2 review.upheld | 1 review.corrected
新增行政复议案件2件，审结1件，未审结1件。 => 2 review.total | 1 review.concluded | 1 review.pending
行政复议被纠错0件，行政诉讼败诉0件。 => 0 review.corrected | 0 litigation.corrected
全年行政诉讼案件3件、行政复议案件4件。 => 3 litigation.total | 4 review.total
行政复议案件3件，均维持；经复议后提起诉讼1件。 => 3 review.total | 1 litigation_after_review.total
直接起诉5件，结果维持4件，结果纠正1件。 => 5 litigation_direct.total | 4 litigation_direct.upheld | 1 litigation_direct.corrected
有行政复议案件1件，无行政诉讼案件。 => 1 review.total
被申请人民政府行政复议2件，结果均为维持。 => 2 review.total
行政复议3起，其中2起维持原具体行政行为，1起正在审理。 => 3 review.total | 2 review.upheld | 1 review.pending
行政复议案件5件，维持4件、终止1件；一审行政诉讼2件，均驳回原告诉讼请求。 => 5 review.total | 4 review.upheld | 1 review.other | 2 litigation.total
"""

DOCUMENTS = """
全年制发行政规范性文件4件，废止2件，现行有效31件。 => 4 normative_documents.issued | 2 normative_documents.repealed | 31 normative_documents.in_force
公开现行有效规范性文件145件。 => 145 normative_documents.in_force
全县出台规范性文件6份。 => 6 normative_documents.issued
清理规范性文件80件，宣布失效12件，继续有效68件。 => 80 - | 12 normative_documents.repealed | 68 normative_documents.in_force
制定政府规章2部，废止规章1部。 => 2 regulations.issued | 1 regulations.repealed
现行有效规章13件。 => 13 regulations.in_force
市政府及市政府办公室政策性文件9件。 => 9 -
作出行政许可决定3204件，行政处罚决定87件，行政强制12件。 => 3204 licences.decisions | 87 penalties.decisions | 12 coercion.decisions
行政事业性收费金额230.5万元。 => 230.5 fees.amount_wan
全年共收取信息处理费2150元。 => 2150 information_fee.amount
发出信息处理费收费通知3件，收取金额460元。 => 3 information_fee.notices | 460 information_fee.amount
政府集中采购项目31个，采购总金额264910.5元。 => 31 procurement.projects | 264910.5 procurement.amount
落实政务公开工作经费20万元。 => 20 budget
公示行政许可决定320件。 => 320 licences.decisions
全年办理行政许可9245件，行政处罚1130件，行政强制28件，行政事业性收费310.6万元。 => 9245 licences.decisions | 1130 penalties.decisions | 28 coercion.decisions | 310.6 fees.amount_wan
"""

PUBLISHED = """
全年主动公开政府信息1245条。 => 1245 published.total
县政府门户网站主动公开各类信息2130余条。 => 2130 published.by_channel.website
通过政府网站公开信息806条，微信公众号推送信息312条，微博发布信息95条。 => 806 published.by_channel.website | 312 published.by_channel.wechat | 95 published.by_channel.weibo
通过门户网站、微信公众号等渠道公开政府信息500条。 => 500 published.total
全年主动公开政府信息120条，其中领导简介类9条、政策文件类14条、部门动态类97条。 => 120 published.total | 9 published.by_category.领导简介 | 14 published.by_category.政策文件 | 97 published.by_category.部门动态
主动公开信息60条。其中：政策文件类20条；财政信息40条。 => 60 published.total | 20 published.by_category.政策文件 | 40 published.by_category.财政
主动公开政府信息218条，概况类47，动态107，目录64。 => 218 published.total | 47 published.by_category.概况 | 107 published.by_category.动态 | 64 published.by_category.目录
类别分布为：人事任免类信息17条，法规、规范性文件类信息24条。 => 17 published.by_category.人事任免 | 24 published.by_category.法规、规范性文件
二是推进住房信息公开。及时公布分配结果，全年共发布信息39条。 => 39 published.by_category.住房
县电视台播出新闻64条，《云岭日报》刊登稿件12篇。 => 64 published.by_channel.tv | 12 published.by_channel.newspaper
在公示栏张贴信息26条。 => 26 published.by_channel.bulletin_board
编发《云岭政务》微信公众号48期216条。 => 48 published.by_channel.wechat | 216 published.by_channel.wechat
今日头条发布信息78条，抖音发布短视频15条。 => 78 published.by_channel.toutiao | 15 published.by_channel.douyin
编印《云岭县人民政府公报》6期，发放3000册。 => 6 gazette.issues | 3000 gazette.copies
网站访问量达46.3万人次。 => 463000 website.visits
微信公众号粉丝数1.2万人。 => 12000 followers
公开采购信息34条。 => 34 published.by_category.采购
主动公开政府信息80条，其中门户网站公开60条，微信公众号公开20条。 => 80 published.total | 60 published.by_channel.website | 20 published.by_channel.wechat
各街道主动公开政府信息96条。 => 96 published.total
"""

RESPONSE = """
制作发布政策解读21个。 => 21 interpretation.items
全年编写解读31篇其中图解12篇视频5条。 => 31 interpretation.items | 12 interpretation.items | 5 interpretation.items
采用图文、视频等形式解读政策文件17件。 => 17 interpretation.items
召开三场新闻发布会。 => 3 press.conferences
举办“稳经济促发展”等新闻发布会12场。 => 12 press.conferences
民意征集开展16期，网上调查8期，在线访谈5期。 => 16 opinions.solicitations | 8 opinions.solicitations | 5 interviews
征集到意见建议36条。 => 36 opinions.received
收到网民留言240条，回复238条。 => 240 messages.received | 238 messages.answered
县长信箱收到来信52件，办结50件，办结率96.2%。 => 52 messages.received | 50 messages.answered | 96.2 -
接受现场咨询260人次。 => 260 consultations
分管领导参加专访3次。 => 3 interviews
举办政务公开培训班6期，参训450人次。 => 6 training.sessions | 450 training.participants
组织2次业务培训，培训人员180人。 => 2 training.sessions | 180 training.participants
召开政务公开工作推进会3次。 => 3 meetings
配备专职人员2名、兼职人员5名。 => 2 staff.full_time | 5 staff.part_time
全年组织4次政务公开专项检查。 => 4 inspections
开展网站巡查12轮次，下发通报6期。 => 12 inspections | 6 -
全县备案政务新媒体合计37个。 => 37 accounts
关停注销5个政务新媒体账号。 => 5 accounts
设置6个板块栏目。 => 6 columns
新设专栏7个、调整栏目15个。 => 7 columns | 15 columns
办理人大代表建议18件、政协提案26件。 => 18 proposals.handled | 26 proposals.handled
公开人大代表建议和政协提案复文30件。 => 30 proposals.published
"""

UNKNOWN = """
公示供暖、殡葬、公交等5个行业收费标准。 => 5 -
完成2轮整改销号。 => 2 -
县级21项领域清单已全部编成。 => 21 -
培育七个公开示范点。 => 7 -
新建两处查阅场所，接待来访570人次。 => 2 - | 570 -
形成分析材料45份。 => 45 -
批复后二十日内，87家预算单位公开了预算。 => 87 -
印制明白纸1500份，进村宣传6场。 => 1500 - | 6 -
12345热线工单5100余件，满意率为94%。 => 5100 messages.received | 94 -
"""


UNDER_A_HEADING = """
2023年，本机关共收到信息公开申请17件，其中，上年度结转申请2件，本年度新收15件，全部按期办结。 => 17 applications.handled | 2 applications.carried_in | 15 applications.new_received
年内共收到依申请公开信息5件，已全部办结。 => 5 applications.new_received
2023年度共登记受理政府信息公开申请9件，其中自然人8件，法人1件。 => 9 applications.new_received | 8 applications.new_received@natural_person | 1 applications.new_received@organisations
今年我县共收到公民申请公开政府信息23件次。 => 23 applications.new_received
全年办理依申请公开件152件，其中县政府办公室直接办理31件。 => 152 applications.concluded_total | 31 applications.concluded_total
依法依规做好申请受理、登记、办理、答复等工作，全年共办理依申请公开信息14件，答复率100%。 => 14 applications.handled | 100 -
全年收到依申请公开12份，依法答复12份，未发生行政复议。 => 12 applications.new_received | 12 applications.concluded_total
截至12月底，共收到申请6件，均已办结。 => 6 applications.new_received
收到申请的数量为9件。 => 9 applications.new_received
收到政府信息公开申请总数为116件，较2022年下降8.7%。 => 116 applications.new_received | 8.7 -
全县政府信息公开申请新收量为342件。 => 342 applications.new_received
从申请人情况看，自然人申请65件，占86.7%；法人及其他组织申请10件，占13.3%。 => 65 applications.new_received@natural_person | 86.7 - | 10 applications.new_received@organisations | 13.3 -
从申请方式看，当面申请3件，网络申请21件，信函申请7件。 => 3 applications.by_channel.in_person | 21 applications.by_channel.online | 7 applications.by_channel.mail
从答复情况看，予以公开12件，部分公开4件，不予公开3件，无法提供8件，不予处理2件，其他处理2件。 => 12 applications.granted | 4 applications.partly_granted | 3 applications.refused | 8 applications.unavailable | 2 applications.not_processed | 2 applications.other
从办理结果来看，“予以公开”12件、“部分公开”4件。 => 12 applications.granted | 4 applications.partly_granted
申请办结26件，其中：予以公开10件；部分公开2件；不予公开1件。 => 26 applications.concluded_total | 10 applications.granted | 2 applications.partly_granted | 1 applications.refused
已办结申请中，公开15件、部分公开3件、不予公开2件。 => 15 applications.granted | 3 applications.partly_granted | 2 applications.refused
本年度结转至下一年度继续办理的申请2件。 => 2 applications.carried_out
上年结转政府信息公开申请数量为3件，结转下年度继续办理数量为5件。 => 3 applications.carried_in | 5 applications.carried_out
截止年底，尚有2件未到答复期限，结转下年办理。 => 2 applications.carried_out
剩余4件将于2024年继续办理。 => 4 applications.carried_out
2022年度结转我市继续办理的申请7件。 => 7 applications.carried_in
受理政府信息公开申请1，045件。 => 1045 applications.new_received
属于已主动公开范围的3件。 => 3 -
本机关不掌握信息的11件。 => 11 applications.unavailable.not_held
共收到申请53件，同比增加11件，增幅26.2%。其中，自然人51件，商业企业2件。 => 53 applications.new_received | 11 - | 26.2 - | 51 applications.new_received@natural_person | 2 applications.new_received@company
全部申请中，网上申请占80%，信函申请占20%。 => 80 - | 20 -
共答复申请52件，其中予以公开22件，占42.3%；部分公开5件，占9.6%；不予公开4件（其中三类内部事务信息2件，行政查询事项2件）；无法提供17件（均为本机关不掌握相关政府信息）；不予处理1件；其他处理3件。 => 52 applications.concluded_total | 22 applications.granted | 42.3 - | 5 applications.partly_granted | 9.6 - | 4 applications.refused | 2 applications.refused.internal_affairs | 2 applications.refused.administrative_inquiry | 17 applications.unavailable | 1 applications.not_processed | 3 applications.other
属于公开范围的22件，同意部分公开的5件，不予公开的4件，不属于本机关公开的8件，申请信息不存在的9件，告知作出更改补充的1件。 => 22 applications.granted | 5 applications.partly_granted | 4 applications.refused | 8 applications.unavailable.not_held | 9 applications.unavailable.not_held | 1 -
区政府本级受理17件，各街道受理36件。 => 17 applications.new_received | 36 applications.new_received
其中，区政府办受理17件。 => 17 applications.new_received
收到并答复申请5件，其中1件为2022年结转。 => 5 applications.new_received | 1 applications.carried_in
提供信息的28件，未提供的11件。 => 28 - | 11 -
全年受理申请14宗，已办结13宗，1宗正在办理。 => 14 applications.new_received | 13 applications.concluded_total | 1 applications.carried_out
申请内容主要涉及土地征收（21件）、房屋拆迁（12件）等。 => 21 - | 12 -
今年新增申请2件，均为自然人申请。 => 2 applications.new_received
补正后申请内容仍不明确、申请人逾期不补正4件。 => 4 applications.unavailable.still_unclear
延期答复6件。 => 6 -
出具补正通知书3份。 => 3 -
平均办理时长12天。 =>
"""

MIXED = """
全年印发公文320件，其中主动公开210件、依申请公开80件、不予公开30件。 => 320 - | 210 published.total | 80 - | 30 -
上半年收到政府信息公开申请12件。 => 12 applications.new_received
县自然资源局受理政府信息公开申请45件，居各部门之首。 => 45 applications.new_received
收到的政府信息公开申请涉及18个事项。 => 18 -
近三年共收到政府信息公开申请120件。 => 120 applications.new_received
2023年，我局涉及政府信息公开的行政复议4件，行政诉讼（含一审、二审）3件。 => 4 review.total | 3 litigation.total
行政复议纠错率为0%，行政诉讼败诉率为0%。 => 0 - | 0 -
全年印发公文320件，其中主动公开210件。 => 320 - | 210 published.total
规章库收录规章11部，规范性文件库收录现行有效行政规范性文件66件。 => 11 regulations.issued | 66 normative_documents.in_force
全年累计公开政府信息3.2万条，同比增长12%。 => 32000 published.total | 12 -
政府网站累计发布信息14.5万条，其中动态类信息9.1万条。 => 145000 published.by_channel.website | 91000 published.by_category.动态
全年“两微一端”发布信息1860条。 => 1860 published.total
县政府门户网站发布信息2436条，政务微博发布信息128条，政务微信发布信息1105条。 => 2436 published.by_channel.website | 128 published.by_channel.weibo | 1105 published.by_channel.wechat
更新机构职能信息18条，政策文件23条，工作动态460条。 => 18 published.by_category.机构职能 | 23 published.by_category.政策文件 | 460 published.by_category.工作动态
重点领域公开方面，公开财政预决算信息36条、重大建设项目信息45条、安全生产信息28条。 => 36 published.by_category.财政预决算 | 45 published.by_category.重大建设项目 | 28 published.by_category.安全生产
全年公开信息共计869条，其中政务动态512条，通知公告161条，政策法规45条，其他151条。 => 869 published.total | 512 published.by_category.政务动态 | 161 published.by_category.通知公告 | 45 published.by_category.政策法规 | 151 published.by_category.其他
其中领导活动32条，部门动态215条。 => 32 - | 215 -
通过政务微信“云岭发布”推送信息720条，阅读量达35万人次。 => 720 published.by_channel.wechat | 350000 website.visits
编发政务信息76期。 => 76 published.total
政策解读率100%，共发布解读稿件45篇，其中文字解读20篇、图片解读15篇、视频解读10篇。 => 100 - | 45 interpretation.items | 20 interpretation.items | 15 interpretation.items | 10 interpretation.items
发布“一图读懂”12期。 => 12 interpretation.items
组织召开新闻发布会、新闻通气会8场次。 => 8 press.conferences
主要负责人解读政策6次。 => 6 interpretation.items
举办政府开放日活动9场，邀请代表260人次。 => 9 - | 260 -
全县公开专区共接待群众1.2万人次。 => 12000 -
回应公众关注热点或重大舆情16次。 => 16 -
面向各镇各部门开展政务公开培训三次，累计培训210余人次。 => 3 training.sessions | 210 training.participants
召开政务公开专题培训会2次。 => 2 training.sessions
县政府常务会议专题研究政务公开工作2次。 => 2 meetings
对32个单位开展4轮检查，发现问题56个，全部整改到位。 => 32 - | 4 inspections | 56 -
全县共有政务新媒体42个，其中微信公众号31个，微博6个，抖音号5个。 => 42 accounts | 31 accounts | 6 accounts | 5 accounts
开设“优化营商环境”等专题专栏5个。 => 5 columns
公开2023年度建议提案办理结果，共答复人大代表建议45件、政协提案61件。 => 45 proposals.handled | 61 proposals.handled
网上征集意见12次，收到反馈意见45条，采纳9条。 => 12 opinions.solicitations | 45 opinions.received | 9 -
省政府门户网站全年发布信息14万余条，总访问量3170万，官方微博粉丝67.2万。 => 140000 published.by_channel.website | 31700000 website.visits | 672000 followers
编辑出版省政府公报24期，发行67.2万余册。 => 24 gazette.issues | 672000 gazette.copies
全年举办新闻发布会85期，其中市级33期，县区52期。 => 85 press.conferences | 33 press.conferences | 52 press.conferences
部门户网站公开信息21813条，概况类47，动态10078，目录696。 => 21813 published.by_channel.website | 47 published.by_category.概况 | 10078 published.by_category.动态 | 696 published.by_category.目录
主动公开政府信息41.4万条，其中网站公开17.3万条，政务新媒体公开24.1万条。 => 414000 published.total | 173000 published.by_channel.website | 241000 published.by_channel.other
承办全国人大代表建议119件、政协提案93件，主动公开复文160件。 => 119 proposals.handled | 93 proposals.handled | 160 proposals.published
出台政策文件32件，配套解读材料58件。 => 32 - | 58 interpretation.items
12345热线受理群众诉求12.5万件，办结率99.8%，满意率98%。 => 125000 messages.received | 99.8 - | 98 -
回应网民咨询2300余条。 => 2300 consultations
全系统收到政府信息公开申请1262件，同比增长1.05%。 => 1262 applications.new_received | 1.05 -
全市行政机关共新收政府信息公开申请3511件，上年结转96件，全年办结3540件，结转下年67件。 => 3511 applications.new_received | 96 applications.carried_in | 3540 applications.concluded_total | 67 applications.carried_out
予以公开和部分公开的占58.5%，不予公开的占7.3%，无法提供的占28.9%，其他占5.2%。 => 58.5 - | 7.3 - | 28.9 - | 5.2 -
规章13件（含新制定5件，修改4件，废止4件）。 => 13 regulations.issued | 5 regulations.issued | 4 - | 4 regulations.repealed
制定地方性法规5件、政府规章3件。 => 5 - | 3 regulations.issued
公开规章文本36件、行政规范性文件412件。 => 36 regulations.issued | 412 normative_documents.issued
公布随机抽查事项清单12类86项。 => 12 - | 86 -
公开行政许可9245条、行政处罚1130条。 => 9245 published.by_category.行政许可 | 1130 published.by_category.行政处罚
县本级公开预算单位58家。 => 58 -
编制完成26个试点领域基层政务公开标准目录，梳理公开事项1342项。 => 26 - | 1342 -
设立政府信息查阅点23处，接待查阅人员1500余人次。 => 23 - | 1500 -
建成政务公开专区16个。 => 16 columns
政务微博发布356条，政务微信发布1288条，今日头条发布210条。 => 356 published.by_channel.weibo | 1288 published.by_channel.wechat | 210 published.by_channel.toutiao
局网站全年发布各类信息732条，其中：工作动态类325条，通知公告类118条，政策法规类45条。 => 732 published.by_channel.website | 325 published.by_category.工作动态 | 118 published.by_category.通知公告 | 45 published.by_category.政策法规
在市政府网站公开信息98条，在本局微信公众号公开信息156条，在市级以上媒体发表稿件34篇。 => 98 published.by_channel.website | 156 published.by_channel.wechat | 34 -
通过镇村公开栏公开村务、财务信息480余条。 => 480 published.by_channel.bulletin_board
通过政府网站、“云岭发布”微信公众号、公告栏等载体公开信息623条。 => 623 published.total
发放宣传资料3000余份，接受群众咨询500余人次。 => 3000 - | 500 consultations
召开党委会、办公会专题研究政务公开工作4次。 => 4 meetings
组织政务公开业务培训3期（次），受训干部达240人次。 => 3 training.sessions | 240 training.participants
参加省、市组织的政务公开培训5次。 => 5 training.sessions
调整充实领导小组成员11名，明确信息员26名。 => 11 - | 26 -
开展政府网站与政务新媒体季度检查4次，发现并整改问题83个。 => 4 inspections | 83 -
印发通报4期，约谈单位2家。 => 4 - | 2 -
完善政务公开制度6项。 => 6 -
共征集意见建议215条，采纳63条。 => 215 opinions.received | 63 -
邀请利益相关方列席政府常务会议5次。 => 5 meetings
听证会2场。 => 2 opinions.solicitations
受理市民来信137件次，办结137件次。 => 137 messages.received | 137 messages.answered
市长信箱办理群众来信862件。 => 862 messages.answered
群众满意度98.5%。 => 98.5 -
政府网站检测合格率100%。 => 100 -
"""

NO_COUNTS = """
按照《政府信息公开条例》（国务院令第711号）编写。
国办公开办函〔2021〕30号文件要求。
条例第二十条第（五）项规定的内容。
按照第二十七条、第28条的规定办理。
本报告统计期限自2023年1月1日至2023年12月31日。
联系电话：0577-6789012，传真：0577-6789013。
邮编：325000，电子邮箱：yunling12@163.com。
地址：云岭县解放路18号3号楼201室。
网址：www.yunling.gov.cn/2023/12条.html
办公时间为上午8:30-11:30，下午2:30-5:00。
学习二十届二中全会、三中全会公报。
召开第三次全体会议。
做到“五个落实”，实现“三个结合”。
坚持“8+4”工作体系，推进“1310”行动。
拨打12345热线反映问题。
落实“十四五”规划。
贯彻落实促进民营经济32条。
县网站在测评中名次前移9位。
在全省排名第3位，较上年上升2个位次。
政务公开评估得分95.5分。
位列全市前10名。
在20个工作日内答复申请人。
预算批复后二十日内公开。
每周七天提供7×24小时服务。
保存期限为3个月。
2023年四个季度检查中均合格。
主要有两个方面的原因。
分别从三个层面加以改进。
增强“四个意识”，坚定“四个自信”，做到“两个维护”。
牢固树立四个意识，坚定四个自信。
实行两级审核、三审三校制度。
坚持依法答复和优化机制“两手抓”。
高效办成一件事。
推进“高效办成一件事”改革。
建立一套制度，形成一系列措施。
设立一个窗口，明确一名专人负责。
每季度召开会议一次。
第一时间发布信息。
一次性告知补正内容。
进一步提高认识。
统一思想认识。
第二批试点单位名单。
第12期简报。
《2023年政务公开10项重点任务》印发实施。
《云岭县20条惠企措施》已公布。
出台“稳增长20条”。
2023年12月31日前完成。
千家万户的切身利益。
百家争鸣、万众一心。
五家渠市、三台县的经验值得学习。
九江市、六安市来访。
建设三级联动体系。
本报告由六部分组成。
本报告共分6个部分。
存在以下三个方面的问题。
这三项工作有序推进。
上述两类信息不再公开。
属于三类内部事务信息的不予公开。
危及“三安全一稳定”的信息。
属于四类过程性信息的不予公开。
2024年，我们将从三个方面着手。
十三届全国人大五次会议。
新中国成立75周年。
身份证号码为18位数字。
执行GB/T33476-2016标准。
附件1：统计表。
表2为申请情况。
A4纸打印。
2.0版本上线。
5G网络全覆盖。
实行“一站式”服务。
“互联网+政务服务”深入推进。
1.主动公开情况。
3、依申请公开情况。
（一）完善制度。
二〇二三年工作总结。
截至2023年底。
1-12月工作情况。
索引号：11330300/2023-00012。
微信号yl2023已开通。
县政府大楼8楼大厅。
前三项工作已完成。
每件申请均有登记。
各类信息均及时公开。
三门镇、四会街道、五里乡积极参与。
按照1+N模式推进。
《条例》施行十五年来。
一人一档、一事一议。
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [row for rows in (APPLICATIONS, PUBLISHED, RESPONSE, UNKNOWN, MIXED) for row in table(rows)],
)
def test_counts_of_a_sentence(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), list(table(DISPUTES)))
def test_counts_of_disputes(sentence, expected):
    assert found(sentence, section="disputes") == expected
    assert found(f"政务公开方面，{sentence}") == expected


@pytest.mark.parametrize(("sentence", "expected"), list(table(DOCUMENTS)))
def test_counts_of_documents_and_decisions(sentence, expected):
    assert found(sentence, section="disclosure") == expected
    assert found(sentence, heading="（一）政务公开") == expected


@pytest.mark.parametrize(("sentence", "expected"), list(table(UNDER_A_HEADING)))
def test_counts_below_the_heading_of_applications(sentence, expected):
    assert found(sentence, heading="（二）依申请公开情况") == expected
    assert found(sentence, section="applications") == expected


@pytest.mark.parametrize("sentence", NO_COUNTS.split())
def test_numbers_that_are_no_counts(sentence):
    assert found(sentence) == []


EXCLUSIONS = load_toml("exclusions.toml")


@pytest.mark.parametrize(
    "entry", EXCLUSIONS["stretch"] + EXCLUSIONS["neighbour"], ids=lambda entry: entry["name"]
)
def test_every_exclusion_covers_its_examples_and_no_more(entry):
    assert all(set(entry.get("needs", said)) & set(said) for said in entry["match"])
    assert not any(counted(said) for said in entry["match"])
    assert all(counted(said) for said in entry["no_match"])


def values(text):
    return [
        (q.value.surface, q.value.amount, q.value.low, q.value.high, q.value.unit, q.hedge)
        for q in counted(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息5.4万条。", ("5.4万条", 54000, 53500, 54500, "条", None)),
        ("发放手册67.2万余册。", ("67.2万余册", 672000, 672000, None, "册", "余")),
        ("发放近2万本。", ("2万本", 20000, None, 20000, "册", "近")),
        ("访问量3170万，位居前列。", ("3170万", 31700000, 31695000, 31705000, "", None)),
        ("收到申请3 119 件。", ("3 119 件", 3119, 3119, 3119, "件", None)),
        ("收到申请3119\n件。", ("3119\n件", 3119, 3119, 3119, "件", None)),
        ("收到申请１２３件。", ("１２３件", 123, 123, 123, "件", None)),
        ("收到申请十二宗。", ("十二宗", 12, 12, 12, "件", None)),
        ("收到申请12份。", ("12份", 12, 12, 12, "件", None)),
        ("收到申请12件（次）。", ("12件（次）", 12, 12, 12, "件", None)),
        ("参训百余人次。", ("百余人次", 100, 100, None, "人次", "余")),
        ("举办近百场。", ("百场", 100, None, 100, "场", "近")),
        ("参训约200人次。", ("200人次", 200, 190, 210, "人次", "约")),
        (
            "经费3.94万元。",
            ("3.94万元", Decimal("3.94"), Decimal("3.935"), Decimal("3.945"), "万元", None),
        ),
        ("金额1.2亿元。", ("1.2亿元", 12000, 11500, 12500, "万元", None)),
        ("金额2150元。", ("2150元", 2150, 2150, 2150, "元", None)),
        ("合格率均为100％。", ("100％", 100, 100, 100, "%", None)),
        (
            "占比百分之三十五点二。",
            ("百分之三十五点二", Decimal("35.2"), Decimal("35.2"), Decimal("35.2"), "%", None),
        ),
        ("较去年增三成。", ("三成", 30, 30, 30, "%", None)),
        ("公開資訊1245條。", ("1245條", 1245, 1245, 1245, "条", None)),
        ("满意率90%以上。", ("90%", 90, 90, None, "%", "以上")),
        ("2.5场新闻发布会。", ("5场", 5, 5, 5, "场", None)),
    ],
)
def test_the_value_of_a_count(text, expected):
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年收到申请30件，2023年收到申请40件。", ["last_year", "this_year"]),
        ("上年度收到申请30件，今年收到申请75件。", ["last_year", "this_year"]),
        ("2019年收到申请30件。", ["2019"]),
        ("2024年，我们将组织培训4次。", ["2024"]),
        ("自2008年条例施行以来，累计收到申请312件。", ["cumulative"]),
        ("截至2023年底，累计公开信息2.1万条。", ["cumulative"]),
        ("全年累计公开信息806条。", ["this_year"]),
        ("截至目前，全县政务新媒体37个。", ["this_year"]),
        ("收到申请12件，较上年增加3件。", ["this_year", "this_year"]),
        ("答复申请12件，含上年结转3件。", ["this_year", "this_year"]),
        ("对照2022年县级工作要点，公开信息22条。", ["this_year"]),
    ],
)
def test_the_period_of_a_count(text, expected):
    assert [qty.period for qty in counted(text)] == expected


def test_last_years_figure_has_no_reading():
    assert [bool(qty.readings) for qty in counted("2022年收到申请30件，2023年收到申请40件。")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县收到申请12件，答复11件（含上年度结转2件）。信息公开行政复议3件。", ["area"] * 4),
        ("全县收到申请12件。我办组织培训2次。", ["area", "organ"]),
        ("我局收到申请12件。", ["organ"]),
        ("一是我局办理申请12件。二是各镇办理申请2件。", ["organ", "sub_unit:各镇"]),
        (
            "收到申请360件（县政府34件、柳湾镇12件、云岭街道8件）。",
            ["organ", "sub_unit:县政府", "sub_unit:柳湾镇", "sub_unit:云岭街道"],
        ),
        ("全县收到申请21件。其中，县政府办公室受理17件。", ["area", "sub_unit:县政府办公室"]),
        (
            "县直各单位主动公开信息303条，各街道主动公开信息96条。",
            ["sub_unit:县直各单位", "sub_unit:各街道"],
        ),
        ("县政府收到申请36件，全省共收到申请1200件。", ["organ", "other"]),
        ("全省共收到申请1200件。其中自然人收到申请90件。", ["other", "other"]),
        ("全省共收到申请1200件，我县派人学习。收取行政事业性收费3万元。", ["other", "organ"]),
        ("全年公开信息80条，其中门户网站公开60条，微信公众号公开20条。", ["organ"] * 3),
        ("收到申请12件，其中自然人9件，法人或其他组织3件。", ["organ"] * 3),
    ],
)
def test_the_scope_of_a_count(text, expected):
    assert [qty.scope for qty in counted(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "上半年收到信息公开申请12件。",
        "月均收到信息公开申请3件。",
        "近三年收到信息公开申请120件。",
        "公示行政许可决定320件。",
    ],
)
def test_what_is_not_the_whole_year_has_no_reading(text):
    assert counted(text)[0].measure
    assert not counted(text)[0].readings


def test_another_bureau_speaks_for_itself_only():
    said = "县自然资源局受理信息公开申请45件。"
    assert counted(said)[0].scope == "sub_unit:县自然资源局"
    own = Identity(organ="云岭县自然资源局", kind="department", level="county", year=2023)
    assert counted(said, identity=own)[0].scope == "organ"


def test_parts_by_sub_unit_count_what_the_whole_counts():
    assert {qty.measure for qty in counted("收到信息公开申请46件（县政府34件、柳湾镇12件）。")} == {
        "applications.new_received"
    }


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "收到信息公开申请5件。",
            ["applications.new_received", "applications.new_received+applications.carried_in"],
        ),
        (
            "收到信息公开申请，自然人5件。",
            [
                "applications.new_received@natural_person",
                "applications.new_received@natural_person+applications.carried_in@natural_person",
            ],
        ),
        ("信息公开行政复议5件。", ["review.total", "review.total-review.pending"]),
        (
            "信息公开行政复议、行政诉讼共5件。",
            [
                "review.total+litigation.total",
                "review.total-review.pending+litigation.total-litigation.pending",
            ],
        ),
        (
            "收到信息公开申请的办结率为100%。",
            ["applications.concluded_total/applications.new_received+applications.carried_in"],
        ),
    ],
)
def test_the_readings_a_wording_allows(text, readings):
    assert list(counted(text)[0].readings) == readings


def test_the_older_form_names_documents_otherwise():
    said = "全年制发行政规范性文件4件。"
    assert found(said, form="zfxxgk-2019") == [(4, "normative_documents.made")]
    assert found(said, form="zfxxgk-2021") == [(4, "normative_documents.issued")]


ALPHABET = "0123456789.,，、；：。（）()“”《》%％ \n十百万亿两一二余多约近第年月日件条个次场人元公开申请收到受理复议诉讼维持其中全县上年结转信息类"


@given(
    st.text(ALPHABET, max_size=80), st.sampled_from([None, "overview", "applications", "disputes"])
)
def test_any_text_yields_counts_that_stand_in_it(text, section):
    counts = counted(text, section=section)
    assert [qty.id for qty in counts] == list(range(len(counts)))
    assert [qty.span.start for qty in counts] == sorted(qty.span.start for qty in counts)
    for qty in counts:
        value = qty.value
        assert qty.span.of(text) == value.surface != ""
        assert value.low is None or value.low <= value.amount
        assert value.high is None or value.amount <= value.high


SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.parametrize(
    "path", sorted((SHARED / "gold" / "reports").glob("*.json")), ids=lambda p: p.stem
)
def test_no_count_of_the_annotated_reports_is_missed(path):
    truth = json.loads(path.read_text(encoding="utf-8"))
    report = parse(read_path(SHARED / "real" / truth["file"]))
    said = Counter(
        (float(qty.value.amount), "".join(qty.value.surface.split())) for qty in report.quantities
    )
    wanted = Counter(
        (float(each["amount"]), "".join(each["surface"].split())) for each in truth["quantities"]
    )
    assert not wanted - said
    assert not said - wanted


def test_what_the_first_label_says_holds_for_the_others_of_a_respective_list():
    counts = counted("截至年底，现行有效规章和行政规范性文件分别为7件和24件。")
    assert [qty.measure for qty in counts] == [
        "regulations.in_force",
        "normative_documents.in_force",
    ]


@pytest.mark.parametrize(
    ("organ", "level", "sentence", "expected"),
    [
        ("云岭县柳湾镇人民政府", "township", "云岭县人民政府全年收到申请170件。", "other"),
        ("云岭县柳湾镇人民政府", "township", "柳湾镇人民政府全年收到申请3件。", "organ"),
        ("临江市人民政府", "county", "临江市人民政府全年收到申请170件。", "organ"),
        ("临江市人民政府", "county", "市政府全年收到申请170件。", "organ"),
    ],
)
def test_a_government_above_the_organ_is_another_though_its_name_stands_in_the_organs(
    organ, level, sentence, expected
):
    identity = Identity(organ=organ, level=level, year=2023, names=(organ,))
    assert [qty.scope for qty in counted(sentence, identity=identity)] == [expected]
