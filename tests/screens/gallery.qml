// Every control of the Kit on one page, as a page would use them.
import QtQuick
import QtQuick.Layouts
import Kit
import Zhaoban

Shell {
    id: gallery

    property string heard: ""

    function say(chinese: string, english: string): string {
        return Look.language === "zh" ? chinese : english;
    }

    title: gallery.say("个体工商户开业", "Register a business")
    count: 7
    current: 3
    onHelp: heard = "help"
    onLeave: sheet.open()

    PageFrame {
        anchors.fill: parent
        lead: gallery.say("第 3 步，共 7 步", "Step 3 of 7")
        title: gallery.say("您准备做什么生意？", "What will your business do?")
        nextText: gallery.say("下一步（已选 2 项）", "Next (2 items chosen)")
        onNext: gallery.heard = "next"
        onBack: gallery.heard = "back"
        aside: Component {
            ColumnLayout {
                spacing: Theme.gap

                Quiet {
                    text: gallery.say("您的执照（预览）", "Your licence (preview)")
                }
                Panel {
                    raised: true

                    Heading {
                        text: gallery.say("营业执照", "Business Licence")
                        horizontalAlignment: Text.AlignHCenter
                    }
                    Words {
                        text: gallery.say("昆山市玉山镇晨光里早餐店", "昆山市玉山镇晨光里早餐店")
                    }
                }
            }
        }

        TextBox {
            objectName: "search"
            label: gallery.say("字号（两个字以上）", "Brand (two characters or more)")
            placeholder: gallery.say("搜一搜：早餐、理发、网店、五金……", "Search: breakfast, hair salon …")
            hint: gallery.say("说说您卖什么、做什么", "Say what you sell or do")
            onEdited: text => gallery.heard = text
        }
        TextBox {
            objectName: "mobile"
            label: gallery.say("手机号", "Mobile number")
            text: "1540000000"
            digits: true
            problem: gallery.say("请再输入一位，手机号共 11 位", "One more digit, please: a mobile number has 11")
        }
        ChipFlow {
            model: [{ text: gallery.say("早餐店", "Breakfast shop"), code: "a" }, { text: gallery.say("便利店", "Convenience store"), code: "b" }, { text: gallery.say("网店", "Online shop"), code: "c" }, { text: gallery.say("理发店", "Hair salon"), code: "d" }, { text: gallery.say("水果店", "Fruit shop"), code: "e" }, { text: gallery.say("五金店", "Hardware store"), code: "f" }]
            chosen: "a"
            onPicked: code => gallery.heard = code
        }
        ChipFlow {
            quick: true
            model: [{ text: gallery.say("晨光里", "晨光里"), code: "g" }, { text: gallery.say("晨小满", "晨小满"), code: "h" }, { text: gallery.say("朝晨", "朝晨"), code: "i" }]
        }
        Tick {
            objectName: "food"
            text: gallery.say("餐饮服务", "Catering services")
            words: gallery.say("开业前还要办《食品经营许可证》，可在本机一并申请", "You also need a food business permit before you open; you can apply for it here")
            badge: gallery.say("需许可", "Permit needed")
            badgeKind: "warn"
            ticked: true
            onToggled: ticked = !ticked
        }
        Tick {
            text: gallery.say("外卖递送服务", "Takeaway delivery")
            words: gallery.say("把做好的早餐送到顾客手里", "Bring the breakfast to your customers")
            badge: gallery.say("领照即可经营", "Open with the licence")
        }
        Tick {
            framed: false
            text: gallery.say("我承诺填报的内容真实、合法、有效。", "I declare that everything I have entered is true, lawful and valid.")
        }
        Tick {
            text: gallery.say("不能选的", "Not to be chosen")
            enabled: false
        }
        Banner {
            title: gallery.say("执照上会这样写", "Your licence will say")
            text: gallery.say("许可项目：餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）。一般项目：外卖递送服务。", "Permit items: catering services (only after approval by the authority in charge). General items: takeaway delivery.")
        }
        Banner {
            kind: "warn"
            title: gallery.say("这个名字已有人用了", "This name is taken")
            text: gallery.say("点一个能用的，或换个字号", "Choose a free one below, or try another brand")
        }
        Banner {
            kind: "bad"
            text: gallery.say("打印机没有纸，请叫工作人员", "The printer is out of paper, please call a member of staff")
        }
        Banner {
            kind: "good"
            text: gallery.say("名字可以用", "The name is free")
        }
        RowLayout {
            spacing: Theme.gap

            Tile {
                Layout.fillHeight: true
                title: gallery.say("查进度", "Check progress")
                words: gallery.say("看看办到哪一步了", "See how far your application is")
            }
            Tile {
                Layout.fillHeight: true
                title: gallery.say("领执照", "Collect the licence")
                words: gallery.say("凭短信取件码打印", "Print it with your card")
                drawing: "print"
            }
        }
        Stepper {
            objectName: "copies"
            label: gallery.say("副本", "Copies")
            unit: gallery.say("份", "")
            value: 1
            least: 1
            most: 3
            onChanged: number => value = number
        }
        Keypad {
            objectName: "keys"
            withX: true
            onTyped: key => gallery.heard += key
            onErased: gallery.heard = gallery.heard.slice(0, -1)
        }
        ActionButton {
            text: gallery.say("正在办", "Working on it")
            busy: true
        }
        ActionButton {
            text: gallery.say("还不能按", "Not yet")
            enabled: false
        }
        PlainButton {
            text: gallery.say("重写", "Sign again")
            drawing: "refresh"
            danger: true
        }
        BusySign {
            running: true
        }
    }
    Sheet {
        id: sheet

        title: gallery.say("现在离开吗？", "Leave now?")
        words: gallery.say("已填的内容会清空，下次要从头来。", "What you have entered will be wiped, and you would start again.")
        acceptText: gallery.say("继续办理", "Go on")
        rejectText: gallery.say("离开", "Leave")
        danger: true
        onAccepted: gallery.heard = "stay"
        onRejected: gallery.heard = "leave"
    }
}
