"""Send one test message through the gateway, and tell what has become of it."""

from dataclasses import dataclass

from kiosk.catalogue.notices import Language
from kiosk.domain.messages import CarriedMessage, MessageEnd, MessageKind, SendingRules
from kiosk.domain.mobile import Mobile, parse_mobile
from kiosk.domain.problems import Problem
from kiosk.ports import GatewayRefused, SmsGateway, SystemFault
from kiosk.services.notify import Desk
from kiosk.services.receipts import take_receipts

KIND = "test"


@dataclass(frozen=True, slots=True)
class TestSent:
    """The gateway took the message to ``masked``; ``follow_test`` tells its end."""

    __test__ = False
    message: CarriedMessage
    masked: str
    text: str


def send_test(
    desk: Desk, gateway: SmsGateway, mobile: str, provider: str = ""
) -> TestSent | Problem:
    """Send it at once, past the outbox and every limit; it carries nothing personal.

    Problems: those of ``parse_mobile``. Raises GatewayRefused when the gateway does not take
    it, and SystemFault ``notice_unknown`` where no procedure has a test message.
    """
    number = parse_mobile(mobile)
    if not isinstance(number, Mobile):
        return number
    notices = next((p.notices for p in desk.procedures.values() if KIND in p.notices.kinds), None)
    if notices is None:
        raise SystemFault("notice_unknown", KIND)
    language: Language = "en" if desk.language == "en" else "zh"
    message = notices.choose(KIND, [], language, national_licence=False)
    text = notices.compose(message, {}, desk.profile.sms_signature)
    key = desk.new_id()
    carried = CarriedMessage(key, MessageKind.TEST, key, desk.clock.now())
    with desk.store.write() as uow:
        uow.messages.begin(carried, number.text)
        uow.commit()
    template = notices.template_for(provider, message.id)
    try:
        sent = gateway.send(template, {}, text, number.text, f"{KIND}:{key}")
    except GatewayRefused:
        with desk.store.write() as uow:
            uow.messages.drop(key)
            uow.commit()
        raise
    with desk.store.write() as uow:
        uow.messages.taken(key, sent.gateway_id)
        uow.commit()
    return TestSent(carried, number.masked, text)


def follow_test(
    desk: Desk, gateway: SmsGateway, sent: TestSent, rules: SendingRules
) -> CarriedMessage:
    """The message as its receipts have it now; whoever took them, they stand in the register."""
    take_receipts(desk, gateway, rules)
    with desk.store.read() as uow:
        [message] = uow.messages.of(sent.message.subject)
    return message


def has_ended(message: CarriedMessage) -> bool:
    """Whether a receipt told the end."""
    return message.end is not MessageEnd.OPEN
