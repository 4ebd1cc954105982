<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>AttractAction</name>
    <message>
        <source>%1，%2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>AttractFoot</name>
    <message>
        <source>本机编号 %1</source>
        <translation>Terminal %1</translation>
    </message>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1&#x2003;%2</translation>
    </message>
    <message>
        <source>咨询 %1</source>
        <translation>Call %1</translation>
    </message>
</context>
<context>
    <name>AttractPage</name>
    <message>
        <source>查进度</source>
        <translation>See progress</translation>
    </message>
    <message>
        <source>看看办到哪一步了</source>
        <translation>How far is it?</translation>
    </message>
    <message>
        <source>领执照</source>
        <translation>Collect licence</translation>
    </message>
    <message>
        <source>放上身份证就能打印</source>
        <translation>With your ID card</translation>
    </message>
    <message>
        <source>查验执照</source>
        <translation>Verify licence</translation>
    </message>
    <message>
        <source>扫一扫，辨真伪</source>
        <translation>Is it genuine?</translation>
    </message>
    <message>
        <source>首页</source>
        <translation>Start page</translation>
    </message>
</context>
<context>
    <name>AttractPromise</name>
    <message>
        <source>开店办照，两分钟。</source>
        <translation>Your licence, in two minutes.</translation>
    </message>
    <message>
        <source>开店办照，
两分钟。</source>
        <translation>Your licence,
in two minutes.</translation>
    </message>
    <message>
        <source>带上本人身份证就能办，不用交纸质材料。</source>
        <translation>Bring your ID card, no papers.</translation>
    </message>
</context>
<context>
    <name>AttractSteps</name>
    <message>
        <source>只要四步</source>
        <translation>Just four steps</translation>
    </message>
    <message>
        <source>刷身份证</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>选项目</source>
        <translation>Trade</translation>
    </message>
    <message>
        <source>起名字</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>签字领照</source>
        <translation>Sign</translation>
    </message>
</context>
<context>
    <name>AttractTile</name>
    <message>
        <source>%1，%2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>BusySign</name>
    <message>
        <source>正在办理</source>
        <translation>Working on it</translation>
    </message>
</context>
<context>
    <name>CandidateBar</name>
    <message>
        <source>候选字</source>
        <translation>Choose a character</translation>
    </message>
    <message>
        <source>没有这样的字，请删除几个再试</source>
        <translation>Nothing like that. Delete a few and try again</translation>
    </message>
    <message>
        <source>收拢</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>CandidatePage</name>
    <message>
        <source>候选字</source>
        <translation>Choose a character</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>CardPicture</name>
    <message>
        <source>身份证放在读卡区</source>
        <translation>An ID card on the reader</translation>
    </message>
</context>
<context>
    <name>CardSigningSheet</name>
    <message>
        <source>再发一次</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>还是手写</source>
        <translation>Sign by hand</translation>
    </message>
    <message>
        <source>请输入短信里的 6 位数字</source>
        <translation>Type the 6 digits we sent you</translation>
    </message>
    <message>
        <source>短信没发出去</source>
        <translation>The message was not sent</translation>
    </message>
    <message>
        <source>请再放一次您的身份证</source>
        <translation>Lay down your card again</translation>
    </message>
    <message>
        <source>已发到 %1</source>
        <translation>Sent to %1</translation>
    </message>
    <message>
        <source>放在读卡区，不要拿开。</source>
        <translation>Leave it on the reader.</translation>
    </message>
    <message>
        <source>这不是刚才那张身份证，请放您本人的。</source>
        <translation>This is another card. Please lay down your own.</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>Code</translation>
    </message>
</context>
<context>
    <name>CollectPage</name>
    <message>
        <source>领执照</source>
        <translation>Collect licence</translation>
    </message>
    <message>
        <source>请放上您的身份证</source>
        <translation>Lay down your ID card</translation>
    </message>
    <message>
        <source>您办过的</source>
        <translation>Your applications</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>年月日共 8 位数字，例如 %1</source>
        <translation>8 digits: year, month, day, such as %1</translation>
    </message>
    <message>
        <source>长期有效</source>
        <translation>Never expires</translation>
    </message>
</context>
<context>
    <name>DecidingPage</name>
    <message>
        <source>返回修改</source>
        <translation>Back to change it</translation>
    </message>
    <message>
        <source>已提交，正在自动审批</source>
        <translation>Submitted, now being decided</translation>
    </message>
    <message>
        <source>已提交</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>正在审批</source>
        <translation>Deciding...</translation>
    </message>
    <message>
        <source>正在接收</source>
        <translation>Taking it in</translation>
    </message>
    <message>
        <source>还差一点，没有丢</source>
        <translation>Almost there, all is kept</translation>
    </message>
    <message>
        <source>请稍等几秒钟</source>
        <translation>A few seconds, please</translation>
    </message>
    <message>
        <source>现在还不能办完</source>
        <translation>It cannot be finished just now</translation>
    </message>
    <message>
        <source>逐条核对规则</source>
        <translation>Checking every rule</translation>
    </message>
    <message>
        <source>制作电子执照并签章</source>
        <translation>Making and signing the licence</translation>
    </message>
    <message>
        <source>准备短信通知</source>
        <translation>Preparing your message</translation>
    </message>
    <message>
        <source>核对填写的内容</source>
        <translation>Looking over what you filled in</translation>
    </message>
    <message>
        <source>制作凭证</source>
        <translation>Making the receipt</translation>
    </message>
    <message>
        <source>停电也不会丢：提交的申请已经存好。</source>
        <translation>Your application is saved, even if the power fails.</translation>
    </message>
</context>
<context>
    <name>DisplaySheet</name>
    <message>
        <source>字号和对比</source>
        <translation>Text and colours</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>字的大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>大</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>更大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>最大</source>
        <translation>Largest</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>黑白</source>
        <translation>Black on white</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>按钮放低</source>
        <translation>Lower the buttons</translation>
    </message>
    <message>
        <source>坐着轮椅也够得着</source>
        <translation>Within reach from a wheelchair</translation>
    </message>
    <message>
        <source>少些动画</source>
        <translation>Less motion</translation>
    </message>
    <message>
        <source>换页时不滑动</source>
        <translation>Pages change without sliding</translation>
    </message>
</context>
<context>
    <name>DockCards</name>
    <message>
        <source>点一张，就放到读卡器上</source>
        <translation>Touch one: it lies on the reader</translation>
    </message>
    <message>
        <source>拿走卡</source>
        <translation>Take the card</translation>
    </message>
    <message>
        <source>一放就拿走</source>
        <translation>Lay and lift at once</translation>
    </message>
</context>
<context>
    <name>DockDevice</name>
    <message>
        <source>没接线</source>
        <translation>No cable</translation>
    </message>
    <message>
        <source>读不清</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>很慢</source>
        <translation>Slow</translation>
    </message>
    <message>
        <source>缺纸</source>
        <translation>No paper</translation>
    </message>
    <message>
        <source>中途没纸</source>
        <translation>Runs out</translation>
    </message>
    <message>
        <source>不数纸</source>
        <translation>No count</translation>
    </message>
    <message>
        <source>卡纸</source>
        <translation>Paper jam</translation>
    </message>
    <message>
        <source>盖没关</source>
        <translation>Door open</translation>
    </message>
    <message>
        <source>缺墨粉</source>
        <translation>No toner</translation>
    </message>
    <message>
        <source>太忙</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refuses</translation>
    </message>
    <message>
        <source>没应答</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Card reader</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>短信通道</source>
        <translation>SMS gateway</translation>
    </message>
    <message>
        <source>修好</source>
        <translation>Mend</translation>
    </message>
    <message numerus="yes">
        <source>出纸口有 %n 页</source>
        <translation>
            <numerusform>%n page in the slot</numerusform>
            <numerusform>%n pages in the slot</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DockPanel</name>
    <message>
        <source>演示台</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>人和店都是编的</source>
        <translation>People and shops are invented</translation>
    </message>
</context>
<context>
    <name>EntriesField</name>
    <message>
        <source>去掉%1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>搜一搜：早餐、理发、网店、五金……</source>
        <translation>Search: breakfast, barber, online...</translation>
    </message>
    <message>
        <source>再写一条</source>
        <translation>Write another</translation>
    </message>
    <message>
        <source>加上这一条</source>
        <translation>Add it</translation>
    </message>
</context>
<context>
    <name>FieldBase</name>
    <message>
        <source>%1（可不填）</source>
        <translation>%1 (optional)</translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>已为您选好，需要时再改</source>
        <translation>Chosen for you; change if you like</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>更多（可不填）</source>
        <translation>More (optional)</translation>
    </message>
</context>
<context>
    <name>FieldsPage</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>改好了，回去核对</source>
        <translation>Done, back to review</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>FlagField</name>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>回去接着办</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>交给工作人员办理</source>
        <translation>Hand it to the staff</translation>
    </message>
    <message>
        <source>请人帮忙</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>叫大厅里的工作人员</source>
        <translation>Ask the staff here</translation>
    </message>
    <message numerus="yes">
        <source>屏幕会等您 %n 分钟，填好的内容都在。</source>
        <translation>
            <numerusform>The screen waits %n minute and keeps everything.</numerusform>
            <numerusform>The screen waits %n minutes and keeps everything.</numerusform>
        </translation>
    </message>
    <message>
        <source>打电话 %1</source>
        <translation>Call %1</translation>
    </message>
    <message>
        <source>说出本机编号 %1，工作人员就知道您在哪台机器。</source>
        <translation>Say &quot;terminal %1&quot;, and they know where you are.</translation>
    </message>
    <message>
        <source>到人工窗口办</source>
        <translation>Go to the counter</translation>
    </message>
    <message>
        <source>放上身份证、留下手机号以后，也可以把填好的内容交给工作人员办理。</source>
        <translation>Once you have laid down your card and left a mobile number, you can also hand your form to the staff.</translation>
    </message>
    <message>
        <source>留下手机号以后，也可以把填好的内容交给工作人员办理。</source>
        <translation>Once you have left a mobile number, you can also hand your form to the staff.</translation>
    </message>
    <message>
        <source>填好的内容会转给工作人员审查，缺的由他们联系您补上，不用从头来。</source>
        <translation>The staff get what you have filled in and contact you for the rest. No starting over.</translation>
    </message>
    <message>
        <source>也可以直接交给工作人员</source>
        <translation>Or hand it to the staff</translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>接着上次填</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>是本人，下一步</source>
        <translation>Yes, this is me</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>是您本人吗？</source>
        <translation>Is this you?</translation>
    </message>
    <message>
        <source>请填写身份信息</source>
        <translation>Tell us who you are</translation>
    </message>
    <message>
        <source>身份证还没有读到</source>
        <translation>Your card is not read yet</translation>
    </message>
    <message>
        <source>没有刷身份证的，要由工作人员核对本人，今天不能当场领照。</source>
        <translation>Without a card, the staff must check who you are; there is no licence on the spot today.</translation>
    </message>
    <message>
        <source>请照着身份证填。</source>
        <translation>Please fill it in as on your card.</translation>
    </message>
    <message>
        <source>现在提交会被退回。请先换领新证，急用的请人帮忙。</source>
        <translation>An application would come back. Please renew the card first; if it is urgent, ask for help.</translation>
    </message>
    <message>
        <source>这张身份证过了有效期</source>
        <translation>This card has expired</translation>
    </message>
    <message>
        <source>读好了，可以拿走身份证</source>
        <translation>Done. You can take your card</translation>
    </message>
    <message>
        <source>放在下面亮灯的读卡区</source>
        <translation>On the lit reader below</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Card number</translation>
    </message>
    <message>
        <source>%1 填到一半，内容还在。</source>
        <translation>Left off at %1; nothing is lost.</translation>
    </message>
    <message>
        <source>要接着上次填吗？</source>
        <translation>Continue where you left off?</translation>
    </message>
    <message>
        <source>不要了，重新填</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>身份证上没有的，请补上：</source>
        <translation>Please add what the card does not say:</translation>
    </message>
    <message>
        <source>没带身份证，手动填写</source>
        <translation>No card? Type instead</translation>
    </message>
    <message>
        <source>有身份证，放卡读取</source>
        <translation>I have my card</translation>
    </message>
    <message>
        <source>身份证信息只用于这次登记，并依规定存入登记档案。办完后，本机屏幕上的内容立即清空。</source>
        <translation>Your card is used only for this registration and kept in the official archive as the law provides. This screen is cleared as soon as you finish.</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>键盘</source>
        <translation>Keyboard</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>数字键</source>
        <translation>Number keys</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>LastPrintout</name>
    <message>
        <source>拿到了</source>
        <translation>I have it</translation>
    </message>
    <message>
        <source>没有拿到</source>
        <translation>I do not have it</translation>
    </message>
</context>
<context>
    <name>LicencePreview</name>
    <message>
        <source>您的执照（预览）</source>
        <translation>Your licence (preview)</translation>
    </message>
    <message>
        <source>收起执照</source>
        <translation>Hide the licence</translation>
    </message>
    <message>
        <source>看看执照</source>
        <translation>See the licence</translation>
    </message>
</context>
<context>
    <name>LicenceSheet</name>
    <message>
        <source>待核发</source>
        <translation>On issue</translation>
    </message>
</context>
<context>
    <name>LineField</name>
    <message>
        <source>%1 万元</source>
        <translation>%1 × 10,000</translation>
    </message>
</context>
<context>
    <name>LookupFrame</name>
    <message>
        <source>重新查</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>好，知道了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Look it up</translation>
    </message>
    <message>
        <source>取照码</source>
        <translation>Pick-up code</translation>
    </message>
    <message>
        <source>放在下面亮灯的读卡区，不用输入任何号码。</source>
        <translation>Put it on the lit reader below. Nothing to type.</translation>
    </message>
    <message>
        <source>放上身份证就能看到，或者输入短信里的办件编号和取照码。</source>
        <translation>Lay down your card, or type the application number and pick-up code from your message.</translation>
    </message>
    <message>
        <source>办件编号</source>
        <translation>Application number</translation>
    </message>
    <message>
        <source>这张身份证还没有办过执照。</source>
        <translation>There is no licence for this card yet.</translation>
    </message>
    <message>
        <source>办件编号 %1 · 提交于 %2</source>
        <translation>Application %1, submitted %2</translation>
    </message>
    <message>
        <source>打印%1</source>
        <translation>Print: %1</translation>
    </message>
    <message>
        <source>这份执照打印过，再打印的会注明“补打”。</source>
        <translation>Printed before: another one is marked as a reprint.</translation>
    </message>
    <message>
        <source>打印执照正本</source>
        <translation>Print the original licence</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>照办</source>
        <translation>照办 Zhaoban</translation>
    </message>
</context>
<context>
    <name>MainItem</name>
    <message>
        <source>行业分类和名字里的行业都跟着它。</source>
        <translation>The industry and the trade in the name follow it.</translation>
    </message>
    <message>
        <source>哪一项是主要的？</source>
        <translation>Which is the main one?</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 项 →</source>
        <translation>
            <numerusform>%n more →</numerusform>
            <numerusform>%n more →</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MobilePage</name>
    <message>
        <source>换个号码</source>
        <translation>Change number</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>改好了，回去核对</source>
        <translation>Done, back to review</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>获取验证码</source>
        <translation>Send code</translation>
    </message>
    <message>
        <source>%1 秒后可重发</source>
        <translation>Again in %1 s</translation>
    </message>
    <message>
        <source>重新发送</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>短信已经送到这部手机。</source>
        <translation>The message is on the phone.</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>办理结果会发短信到这个号码。</source>
        <translation>We send the result to this number.</translation>
    </message>
    <message>
        <source>请再输入 %1 位，手机号共 11 位</source>
        <translation>%1 more to go; a mobile number has 11 digits</translation>
    </message>
    <message>
        <source>这个号码已经验证好了。</source>
        <translation>This number is confirmed.</translation>
    </message>
    <message>
        <source>这个号码没有验证，不发短信，结果会打印给您。</source>
        <translation>This number is not confirmed: no messages; the result is printed for you.</translation>
    </message>
    <message>
        <source>再验证一次</source>
        <translation>Confirm it now</translation>
    </message>
    <message>
        <source>收不到短信</source>
        <translation>No message?</translation>
    </message>
    <message>
        <source>请输入验证码</source>
        <translation>Type the code</translation>
    </message>
    <message>
        <source>验证码，已发到 %1</source>
        <translation>Code, sent to %1</translation>
    </message>
    <message>
        <source>不验证，接着办</source>
        <translation>Go on without</translation>
    </message>
    <message>
        <source>再等等</source>
        <translation>Wait</translation>
    </message>
    <message>
        <source>收不到短信，也能办</source>
        <translation>No message? Go on without</translation>
    </message>
    <message>
        <source>先不验证这个号码。结果不发短信，办完打印一张凭条给您。</source>
        <translation>The number stays unconfirmed and gets no messages. We print a slip for you at the end.</translation>
    </message>
</context>
<context>
    <name>NameCompare</name>
    <message>
        <source>您的</source>
        <translation>Yours</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>Taken</translation>
    </message>
</context>
<context>
    <name>NamePage</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>改好了，回去核对</source>
        <translation>Done, back to review</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>名字请再看一眼</source>
        <translation>Please look at the name again</translation>
    </message>
    <message>
        <source>经营范围改了，名字里的行业要跟着对得上。</source>
        <translation>You changed the scope; the trade in the name must fit it.</translation>
    </message>
    <message>
        <source>经营的地方改了，名字里的地名要跟着对得上。</source>
        <translation>You changed the premises; the place in the name must fit them.</translation>
    </message>
    <message>
        <source>行政区划</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>字号（两个字以上）</source>
        <translation>Brand (2+ characters)</translation>
    </message>
    <message>
        <source>行业</source>
        <translation>Trade</translation>
    </message>
    <message>
        <source>组织形式</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>名字里加地名</source>
        <translation>Add a local place</translation>
    </message>
    <message>
        <source>不起名字</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>也可以自己写行业</source>
        <translation>Or write the trade yourself</translation>
    </message>
    <message>
        <source>名字里的行业怎么说？</source>
        <translation>Which trade in the name?</translation>
    </message>
    <message>
        <source>也可以自己写</source>
        <translation>Or write it yourself</translation>
    </message>
    <message>
        <source>叫店、馆还是别的？</source>
        <translation>店, 馆 or something else?</translation>
    </message>
    <message>
        <source>市场、村的名字也可以自己写</source>
        <translation>Or write a market or village</translation>
    </message>
    <message>
        <source>名字里加哪个地名？</source>
        <translation>Which place in the name?</translation>
    </message>
</context>
<context>
    <name>NamePart</name>
    <message>
        <source>点一下选择</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>NamePicker</name>
    <message>
        <source>不改了</source>
        <translation>Keep as is</translation>
    </message>
    <message>
        <source>用这个</source>
        <translation>Use this</translation>
    </message>
</context>
<context>
    <name>NameVerdict</name>
    <message>
        <source>“%1”可以用</source>
        <translation>&quot;%1&quot; is free</translation>
    </message>
    <message>
        <source>这个名字已有人用了。点一个能用的：</source>
        <translation>This name is taken. Touch a free one:</translation>
    </message>
    <message>
        <source>这个名字要改一改，或者点一个能用的：</source>
        <translation>This name needs a change; or touch a free one:</translation>
    </message>
    <message>
        <source>这个名字要改一改</source>
        <translation>This name needs a change</translation>
    </message>
    <message>
        <source>可以用，但要工作人员看过才行</source>
        <translation>Possible, but the staff must look at it</translation>
    </message>
    <message>
        <source>现在查不了重名，可以先往下办，提交时会再查</source>
        <translation>Names cannot be checked just now. Go on; it is checked when you submit.</translation>
    </message>
    <message>
        <source>不起名字也能办</source>
        <translation>You can do without a name</translation>
    </message>
    <message>
        <source>正在查有没有重名</source>
        <translation>Checking the name</translation>
    </message>
    <message>
        <source>正在查有没有重名……</source>
        <translation>Checking the name...</translation>
    </message>
    <message>
        <source>执照上的名称一栏不写字号。以后想起名字，可以再来变更。</source>
        <translation>The licence will show no name. You can add one later.</translation>
    </message>
    <message>
        <source>已有人用了，点一个能用的：</source>
        <translation>Taken. Touch a free one:</translation>
    </message>
    <message>
        <source>已有人用了：%1。点一个能用的：</source>
        <translation>Taken: %1. Touch a free one:</translation>
    </message>
    <message>
        <source>我看过了，仍然用这个名字</source>
        <translation>I have read this and keep the name</translation>
    </message>
    <message>
        <source>或者点一个没有这种情况的：</source>
        <translation>Or touch one without this:</translation>
    </message>
    <message>
        <source>换一批</source>
        <translation>More names</translation>
    </message>
    <message>
        <source>再查一次</source>
        <translation>Check again</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>输入法</source>
        <translation>Ways</translation>
    </message>
    <message>
        <source>手写</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>笔画</source>
        <translation>Strokes</translation>
    </message>
    <message>
        <source>拆字</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>英文</source>
        <translation>ABC</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>123</source>
        <translation>123</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>退一笔</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Rewrite</translation>
    </message>
    <message>
        <source>大写</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>字母 甲乙</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>拼音</source>
        <translation>Pinyin</translation>
    </message>
    <message>
        <source>打声母也行</source>
        <translation>initials will do</translation>
    </message>
    <message>
        <source>九键</source>
        <translation>Nine keys</translation>
    </message>
    <message>
        <source>大键拼音</source>
        <translation>large pinyin keys</translation>
    </message>
    <message>
        <source>横竖撇点折</source>
        <translation>in writing order</translation>
    </message>
    <message>
        <source>念得出偏旁</source>
        <translation>parts you can name</translation>
    </message>
    <message>
        <source>用手指写</source>
        <translation>with a finger</translation>
    </message>
    <message>
        <source>字母</source>
        <translation>letters</translation>
    </message>
    <message>
        <source>数字符号</source>
        <translation>Digits, signs</translation>
    </message>
    <message>
        <source>号 栋 单元</source>
        <translation>and door plates</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Code point</translation>
    </message>
    <message>
        <source>别的都打不出</source>
        <translation>when all else fails</translation>
    </message>
    <message>
        <source>打拼音，只打声母也行</source>
        <translation>Type pinyin; initials alone will do</translation>
    </message>
    <message>
        <source>按拼音所在的键，一个字母按一下</source>
        <translation>Press the key of each pinyin letter once</translation>
    </message>
    <message>
        <source>按写字的顺序点笔画</source>
        <translation>Touch the strokes in writing order</translation>
    </message>
    <message>
        <source>打各个偏旁的拼音，用 &apos; 隔开：木、木 打 mu&apos;mu</source>
        <translation>Type the pinyin of each part, with &apos; between: mu&apos;mu for 木 and 木</translation>
    </message>
    <message>
        <source>写完停一下，字就出来了</source>
        <translation>Write, then pause: characters appear</translation>
    </message>
    <message>
        <source>打字的编码，如 5F20 是张</source>
        <translation>Type the code point: 5F20 is 张</translation>
    </message>
    <message>
        <source>选一种打字方式</source>
        <translation>Choose a way to type</translation>
    </message>
    <message>
        <source>打英文字母</source>
        <translation>Type letters</translation>
    </message>
    <message>
        <source>数字、标点和门牌常用字</source>
        <translation>Digits, signs and words of door plates</translation>
    </message>
    <message>
        <source>打数字</source>
        <translation>Type digits</translation>
    </message>
    <message>
        <source>打数字；有字母、甲乙的，按左下角</source>
        <translation>Digits; letters are behind the lower left key</translation>
    </message>
    <message>
        <source>字母和门牌常用字，别的字按“中文”</source>
        <translation>Letters and signs of doors; touch Chinese for others</translation>
    </message>
    <message>
        <source>末位是 X 的，请按 X</source>
        <translation>If it ends in X, press X</translation>
    </message>
    <message>
        <source>打数字和大写字母，横线不用打</source>
        <translation>Digits and capitals; leave out hyphens</translation>
    </message>
    <message>
        <source>横</source>
        <translation>across</translation>
    </message>
    <message>
        <source>竖</source>
        <translation>down</translation>
    </message>
    <message>
        <source>撇</source>
        <translation>left</translation>
    </message>
    <message>
        <source>点捺</source>
        <translation>dot, right</translation>
    </message>
    <message>
        <source>折</source>
        <translation>bend</translation>
    </message>
    <message>
        <source>分隔</source>
        <translation>Split</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>不同意，退出</source>
        <translation>No, leave</translation>
    </message>
    <message>
        <source>我知道了，开始</source>
        <translation>I understand, begin</translation>
    </message>
    <message>
        <source>依据：%1。本告知的文字还没有经登记机关确认。</source>
        <translation>Basis: %1. The registration authority has not confirmed these words yet.</translation>
    </message>
    <message>
        <source>依据：%1。</source>
        <translation>Basis: %1.</translation>
    </message>
</context>
<context>
    <name>OutOfServicePage</name>
    <message>
        <source>暂停服务</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>本机正在维护，
稍后就好</source>
        <translation>Closed for now,
back soon</translation>
    </message>
    <message>
        <source>本机正在维护，稍后就好</source>
        <translation>Closed for now, back soon</translation>
    </message>
    <message>
        <source>着急办，请到人工窗口，或用大厅里别的自助机。</source>
        <translation>In a hurry? Go to the counter, or use another terminal.</translation>
    </message>
    <message>
        <source>咨询电话 %1</source>
        <translation>Call %1</translation>
    </message>
    <message>
        <source>已经提交的申请都存好了，会照常办理，结果发短信告诉您。</source>
        <translation>What you submitted is safe and goes on as usual. We send you the result.</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>继续办理</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>退出并清空</source>
        <translation>Leave and erase</translation>
    </message>
    <message>
        <source>要退出吗？</source>
        <translation>Leave now?</translation>
    </message>
    <message>
        <source>退出后，填写的内容会全部清空。</source>
        <translation>Everything you filled in will be erased.</translation>
    </message>
    <message>
        <source>退出后，填写的内容会全部清空。没办完的，也可以先存着。</source>
        <translation>Everything you filled in will be erased. Or keep it for later.</translation>
    </message>
    <message>
        <source>没有存上</source>
        <translation>It was not kept</translation>
    </message>
    <message>
        <source>暂存，以后再办</source>
        <translation>Keep it for later</translation>
    </message>
    <message numerus="yes">
        <source>加密保存 %n 天，只有再刷这张身份证才能打开。</source>
        <translation>
            <numerusform>Kept encrypted for %n day; only this card opens it.</numerusform>
            <numerusform>Kept encrypted for %n days; only this card opens it.</numerusform>
        </translation>
    </message>
    <message>
        <source>我还在</source>
        <translation>I am here</translation>
    </message>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still here?</translation>
    </message>
    <message>
        <source>为保护您的信息，%1 秒后清空屏幕。点一下屏幕继续。</source>
        <translation>To protect you, the screen is cleared in %1 s. Touch it to go on.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>PickField</name>
    <message>
        <source>找一找：打名称或首字母</source>
        <translation>Search: name or first letters</translation>
    </message>
    <message>
        <source>没有找到，换几个字试试。</source>
        <translation>Nothing found. Try other words.</translation>
    </message>
    <message>
        <source>全部 %1 个</source>
        <translation>All %1</translation>
    </message>
</context>
<context>
    <name>PremisesPage</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>改好了，回去核对</source>
        <translation>Done, back to review</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>不在%1</source>
        <translation>Not in %1</translation>
    </message>
    <message>
        <source>选村、社区（可不填）</source>
        <translation>Choose the village (optional)</translation>
    </message>
    <message>
        <source>没有门牌</source>
        <translation>No door number</translation>
    </message>
    <message>
        <source>请到%1办理；选错了的，请改回来。</source>
        <translation>Please go to %1. If you chose wrongly, please change it back.</translation>
    </message>
    <message>
        <source>%1不归这里登记</source>
        <translation>%1 is not registered here</translation>
    </message>
    <message>
        <source>执照上会这样写</source>
        <translation>As the licence will say it</translation>
    </message>
    <message>
        <source>执照上会这样写（还没写全）</source>
        <translation>As the licence will say it (not complete yet)</translation>
    </message>
</context>
<context>
    <name>PrintStatus</name>
    <message>
        <source>请从出纸口取走。</source>
        <translation>Please take it from the slot.</translation>
    </message>
    <message>
        <source>请稍等，纸会从出纸口出来。</source>
        <translation>One moment, it comes out of the slot.</translation>
    </message>
    <message>
        <source>没有打印出来</source>
        <translation>It was not printed</translation>
    </message>
    <message>
        <source>打印好了</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>打印机停下来了</source>
        <translation>The printer has stopped</translation>
    </message>
    <message>
        <source>纸出来了吗？</source>
        <translation>Did the paper come out?</translation>
    </message>
    <message>
        <source>打印机不会数纸，请看看出纸口。</source>
        <translation>Nobody counts the sheets. Please look at the tray.</translation>
    </message>
    <message>
        <source>出来了</source>
        <translation>Yes, it came out</translation>
    </message>
    <message>
        <source>没有出来</source>
        <translation>No, nothing came out</translation>
    </message>
    <message>
        <source>再打印一次</source>
        <translation>Print again</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>查进度</source>
        <translation>See progress</translation>
    </message>
    <message>
        <source>您的申请办到哪一步了？</source>
        <translation>How far is your application?</translation>
    </message>
</context>
<context>
    <name>ReasonCard</name>
    <message>
        <source>依据：%1</source>
        <translation>Basis: %1</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Correct it</translation>
    </message>
</context>
<context>
    <name>RecordsField</name>
    <message>
        <source>第 %1 项</source>
        <translation>No. %1</translation>
    </message>
    <message>
        <source>去掉第 %1 项</source>
        <translation>Remove no. %1</translation>
    </message>
    <message>
        <source>再加一项</source>
        <translation>Add another</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>只要电子的</source>
        <translation>No paper</translation>
    </message>
    <message>
        <source>结束办理</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>全程用时 %1 · 系统审批 %2 秒</source>
        <translation>%1 in all, decided in %2 s</translation>
    </message>
    <message>
        <source>办件编号 %1</source>
        <translation>Application %1</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Correct it</translation>
    </message>
    <message>
        <source>打印执照</source>
        <translation>Print it</translation>
    </message>
    <message>
        <source>打印通知书</source>
        <translation>Print it</translation>
    </message>
    <message>
        <source>打印凭证</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>办好了，结束</source>
        <translation>All done</translation>
    </message>
    <message>
        <source>恭喜，执照办好了</source>
        <translation>Your licence is ready</translation>
    </message>
    <message>
        <source>还有几处要改</source>
        <translation>A few things to correct</translation>
    </message>
    <message>
        <source>这次不能登记</source>
        <translation>It cannot be registered</translation>
    </message>
    <message>
        <source>已转工作人员审查</source>
        <translation>The staff will look at it</translation>
    </message>
    <message>
        <source>收到了，工作人员会联系您</source>
        <translation>Received. Someone will call you</translation>
    </message>
    <message>
        <source>申请收下了，结果稍后告诉您</source>
        <translation>Received; we will tell you the result</translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 分 %2 秒</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>再打一份</source>
        <translation>Print another</translation>
    </message>
    <message>
        <source>执照：%1，信用代码 %2</source>
        <translation>Licence: %1, credit code %2</translation>
    </message>
    <message>
        <source>通知书</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>接收申请材料凭证</source>
        <translation>Receipt for your application</translation>
    </message>
</context>
<context>
    <name>ResultProof</name>
    <message>
        <source>已受理</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>%1，办件编号 %2</source>
        <translation>%1, application %2</translation>
    </message>
    <message>
        <source>自动审批通过</source>
        <translation>Approved by the rules</translation>
    </message>
    <message numerus="yes">
        <source>核对 %n 条规则，全部符合</source>
        <translation>
            <numerusform>%n rule checked, met</numerusform>
            <numerusform>%n rules checked, all met</numerusform>
        </translation>
    </message>
    <message>
        <source>签章电子文件已签发</source>
        <translation>Signed and issued</translation>
    </message>
    <message>
        <source>扫执照上的二维码可验真伪</source>
        <translation>Scan its QR code to check it</translation>
    </message>
    <message>
        <source>请记下取照码</source>
        <translation>Please note the pick-up code</translation>
    </message>
    <message>
        <source>短信发往 %1</source>
        <translation>Message to %1</translation>
    </message>
    <message>
        <source>取照码 %1，带身份证到任意自助机可再打印</source>
        <translation>Pick-up code %1: with your card, print again at any terminal</translation>
    </message>
    <message>
        <source>收起依据</source>
        <translation>Hide the basis</translation>
    </message>
    <message>
        <source>查看依据</source>
        <translation>Show the basis</translation>
    </message>
    <message>
        <source>再打一份</source>
        <translation>Print another</translation>
    </message>
    <message>
        <source>核对的规则依据：%1</source>
        <translation>The rules rest on: %1</translation>
    </message>
</context>
<context>
    <name>ResultReceived</name>
    <message>
        <source>登记库现在连不上，结果还要等一等。申请已经收下，不用再交一次。</source>
        <translation>The register cannot be reached, so the result comes later. Your application is received; do not apply again.</translation>
    </message>
    <message>
        <source>申请已接收</source>
        <translation>Application received</translation>
    </message>
    <message>
        <source>%1，办件编号 %2</source>
        <translation>%1, application %2</translation>
    </message>
    <message>
        <source>已加密封存</source>
        <translation>Encrypted and sealed</translation>
    </message>
    <message>
        <source>停电、断网都不会丢，登记库连上后自动送达并审批</source>
        <translation>Nothing is lost; it is delivered and decided once the register answers</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>What comes next</translation>
    </message>
    <message>
        <source>没有验证手机号，结果不发短信。请凭凭证上的办件编号，在自助机上查进度。</source>
        <translation>Your mobile number was not confirmed, so no message is sent. See the progress at any kiosk with the number on the receipt.</translation>
    </message>
    <message>
        <source>结果发短信到 %1。</source>
        <translation>The result is texted to %1.</translation>
    </message>
    <message>
        <source>名字有没有重名，送达时才能核对；有重名会告诉您，并附上能用的名字。</source>
        <translation>Whether the name is taken can only be checked on delivery; if it is, we tell you, with names that are free.</translation>
    </message>
    <message>
        <source>请收好打印的接收凭证。</source>
        <translation>Please keep the printed receipt.</translation>
    </message>
</context>
<context>
    <name>ReviewGroup</name>
    <message>
        <source>%1 %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>修改：%1</source>
        <translation>Change: %1</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>正在再查一次名字</source>
        <translation>Checking the name again</translation>
    </message>
    <message>
        <source>还差签名</source>
        <translation>Please sign first</translation>
    </message>
    <message>
        <source>先改好标出的几处</source>
        <translation>Correct what is marked</translation>
    </message>
    <message>
        <source>还差承诺</source>
        <translation>Please confirm first</translation>
    </message>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>提交，马上审批</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Correct it</translation>
    </message>
</context>
<context>
    <name>ReviewSigning</name>
    <message>
        <source>不方便写字，用身份证代替签名</source>
        <translation>I cannot write: sign with my card</translation>
    </message>
    <message>
        <source>不方便写字</source>
        <translation>I cannot write</translation>
    </message>
    <message>
        <source>已用身份证和短信验证码代替签名</source>
        <translation>Signed with your card and the code</translation>
    </message>
    <message>
        <source>改用手写</source>
        <translation>Sign by hand</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Write again</translation>
    </message>
</context>
<context>
    <name>ScopeClashes</name>
    <message>
        <source>前一项已经包括了后一项，请按实际经营留下一项。</source>
        <translation>The first already covers the second. Please keep the one you really do.</translation>
    </message>
    <message>
        <source>“%1”和“%2”只能选一项</source>
        <translation>Only one of “%1” and “%2”</translation>
    </message>
    <message>
        <source>“%1”和“%2”最好不放在一起</source>
        <translation>Better not together: “%1” and “%2”</translation>
    </message>
    <message>
        <source>去掉“%1”</source>
        <translation>Remove “%1”</translation>
    </message>
</context>
<context>
    <name>ScopeRows</name>
    <message>
        <source>领照即可经营</source>
        <translation>Licence is enough</translation>
    </message>
    <message>
        <source>需备案</source>
        <translation>Filing needed</translation>
    </message>
    <message>
        <source>需许可</source>
        <translation>Permit needed</translation>
    </message>
    <message>
        <source>先办许可</source>
        <translation>Permit first</translation>
    </message>
    <message>
        <source>拿到执照后，到%1办“%2”。</source>
        <translation>After the licence: %2, at the %1.</translation>
    </message>
    <message>
        <source>拿到执照后，还要到%1办“%2”才能开业。</source>
        <translation>After the licence and before you open: %2, from the %1.</translation>
    </message>
    <message>
        <source>要先到%1办好“%2”，才能办执照。</source>
        <translation>Before the licence you need: %2, from the %1.</translation>
    </message>
    <message>
        <source>只有公司才能经营这一项。</source>
        <translation>Only companies may do this.</translation>
    </message>
    <message>
        <source>可以改选：%1</source>
        <translation>You may choose instead: %1</translation>
    </message>
    <message>
        <source>个体工商户只在部分情形可以经营，会请工作人员看一看。</source>
        <translation>Only some individual businesses may do this; the staff will look at it.</translation>
    </message>
    <message>
        <source>要有实体店面，一般不能开在住宅里。</source>
        <translation>Needs a real shop; usually not in a home.</translation>
    </message>
    <message>
        <source>一般不能开在住宅里。</source>
        <translation>Usually not in a home.</translation>
    </message>
    <message>
        <source>要有实体店面。</source>
        <translation>Needs a real shop.</translation>
    </message>
    <message>
        <source>个体不能经营</source>
        <translation>Companies only</translation>
    </message>
</context>
<context>
    <name>Scroller</name>
    <message>
        <source>往上看</source>
        <translation>Scroll up</translation>
    </message>
    <message>
        <source>往下看</source>
        <translation>Scroll down</translation>
    </message>
</context>
<context>
    <name>SettledField</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>改%1</source>
        <translation>Change %1</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>好</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>签名的地方</source>
        <translation>Place to sign</translation>
    </message>
    <message>
        <source>在框里用手指写您的名字</source>
        <translation>Write your name here with a finger</translation>
    </message>
</context>
<context>
    <name>SlipOffer</name>
    <message>
        <source>没有验证手机号，收不到短信。请打印凭条，上面有办件编号和取照码。</source>
        <translation>No messages go to your number. Please print the slip: it has your application number and pick-up code.</translation>
    </message>
    <message>
        <source>打印凭条</source>
        <translation>Print the slip</translation>
    </message>
</context>
<context>
    <name>StaffActions</name>
    <message>
        <source>本机现在不接待群众。</source>
        <translation>This terminal serves nobody now.</translation>
    </message>
    <message>
        <source>恢复服务的说明</source>
        <translation>Note on opening</translation>
    </message>
    <message>
        <source>暂停服务的原因</source>
        <translation>Reason for closing</translation>
    </message>
    <message>
        <source>恢复服务</source>
        <translation>Open this terminal</translation>
    </message>
    <message>
        <source>暂停服务</source>
        <translation>Close this terminal</translation>
    </message>
    <message>
        <source>打印测试页</source>
        <translation>Print a test page</translation>
    </message>
    <message>
        <source>再检查一遍</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>重新启动程序</source>
        <translation>Restart the program</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>离开</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>工作人员</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>本机情况</source>
        <translation>This terminal</translation>
    </message>
    <message>
        <source>请选择姓名，输入密码</source>
        <translation>Your name and PIN</translation>
    </message>
    <message>
        <source>还没有登记工作人员。请维护人员运行 kiosk staff add 姓名。</source>
        <translation>No staff are on the list yet. Please run kiosk staff add NAME.</translation>
    </message>
    <message>
        <source>输入密码</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>StaffPrintout</name>
    <message>
        <source>打印出来了</source>
        <translation>It came out</translation>
    </message>
    <message>
        <source>没有打印出来</source>
        <translation>It did not come out</translation>
    </message>
</context>
<context>
    <name>StaffSheets</name>
    <message>
        <source>空白执照纸</source>
        <translation>Blank licence sheets</translation>
    </message>
    <message>
        <source>张数</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>装入</source>
        <translation>Load</translation>
    </message>
    <message>
        <source>作废的原因</source>
        <translation>Why they are spoiled</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Spoil</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>减少</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>增加</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>StrokesField</name>
    <message>
        <source>重写</source>
        <translation>Write again</translation>
    </message>
</context>
<context>
    <name>SwitchBar</name>
    <message>
        <source>随时可用</source>
        <translation>Always at hand</translation>
    </message>
    <message>
        <source>请人帮忙</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>语音</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>标准版</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>关怀版</source>
        <translation>Care</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>字号和对比</source>
        <translation>Text and colours</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>Telephone</name>
    <message>
        <source>短信会到这里</source>
        <translation>Messages arrive here</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>%1，%2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>TradeChips</name>
    <message>
        <source>更多 →</source>
        <translation>More →</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Less</translation>
    </message>
</context>
<context>
    <name>TradePage</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>请先选一项</source>
        <translation>Choose one</translation>
    </message>
    <message numerus="yes">
        <source>改好了（已选 %n 项）</source>
        <translation>
            <numerusform>Done (%n item)</numerusform>
            <numerusform>Done (%n items)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>下一步（已选 %n 项）</source>
        <translation>
            <numerusform>Next (%n item)</numerusform>
            <numerusform>Next (%n items)</numerusform>
        </translation>
    </message>
    <message>
        <source>请先去掉一项</source>
        <translation>Please remove one first</translation>
    </message>
    <message>
        <source>搜一搜：早餐、理发、网店、五金……</source>
        <translation>Search: breakfast, barber, online...</translation>
    </message>
    <message>
        <source>找到这些经营项目（规范表述）</source>
        <translation>Items found (standard wording)</translation>
    </message>
    <message>
        <source>没有找到。换个说法试试，比如卖什么、修什么。</source>
        <translation>Nothing found. Try other words: what you sell, or what you mend.</translation>
    </message>
    <message>
        <source>“%1”常选的经营项目（规范表述）</source>
        <translation>Usual items for &quot;%1&quot; (standard wording)</translation>
    </message>
    <message>
        <source>已选的经营项目（规范表述）</source>
        <translation>Your items (standard wording)</translation>
    </message>
    <message>
        <source>点一个行当，常用的经营项目就替您勾好。</source>
        <translation>Touch a trade: its usual items are ticked for you.</translation>
    </message>
    <message>
        <source>执照上会这样写</source>
        <translation>As the licence will say it</translation>
    </message>
    <message>
        <source>所属行业：%1</source>
        <translation>Industry (GB/T 4754): %1</translation>
    </message>
    <message>
        <source>选得越多，执照上的字越小。常做的几项就够了，以后还可以添加。</source>
        <translation>The more you tick, the smaller the print. What you do most is enough; more can be added later.</translation>
    </message>
    <message>
        <source>您选的项目要先有“%1”。已经有了的，请在下面填写；还没有的，先去掉这一项，拿到许可后再来添加。</source>
        <translation>This needs the &quot;%1&quot; first. If you have it, fill it in below; if not, untick the item and add it once you do.</translation>
    </message>
    <message>
        <source>这一项要先办许可</source>
        <translation>Permit first</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>查验执照</source>
        <translation>Verify licence</translation>
    </message>
    <message>
        <source>再查一份</source>
        <translation>Check another</translation>
    </message>
    <message>
        <source>查验</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>查验结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>扫一扫执照上的二维码</source>
        <translation>Scan the QR code</translation>
    </message>
    <message>
        <source>把二维码对准扫描口；没有扫描枪，就输入 18 位统一社会信用代码。</source>
        <translation>Hold the QR code to the scanner, or type the 18 characters of the unified social credit code.</translation>
    </message>
    <message>
        <source>二维码内容或信用代码</source>
        <translation>QR content or credit code</translation>
    </message>
</context>
<context>
    <name>WritingPad</name>
    <message>
        <source>手写区</source>
        <translation>Writing pad</translation>
    </message>
    <message>
        <source>在这里写，一次一个字</source>
        <translation>Write here, one character at a time</translation>
    </message>
</context>
</TS>
