"""Where somebody can be written to, as people spell it in a chat. Pure.

An address of e-mail is also written ``name (at) host.com``, for chats hide the other kind; a name
in a messenger comes as a link, behind an ``@``, or behind what the messenger is called.
"""

import re
from collections.abc import Callable

_AT = r"[@＠]|\((?:at|a)\)|\[(?:at|a)\]|\{(?:at|a)\}|<at>"
_DOT = r"\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?"
_HOST = rf"[\w-]+(?:(?:{_DOT})[\w-]+)*(?:{_DOT})[^\W\d_]{{2,}}"
_WORDS_OF_HOST = r"[\w-]+(?:\s+dot\s+[\w-]+)*\s+dot\s+[^\W\d_]{2,}"

_HOSTS = "|".join(
    re.escape(host)
    for host in (
        *("t.me", "telegram.me", "telegram.dog", "wa.me", "api.whatsapp.com", "chat.whatsapp.com"),
        *("m.me", "ig.me", "fb.me", "fb.com", "facebook.com", "instagram.com", "line.me", "lin.ee"),
        *("vk.com", "vk.me", "ok.ru", "viber.com", "zalo.me", "weixin.qq.com", "u.wechat.com"),
        *("join.skype.com", "signal.me", "discord.gg", "open.kakao.com", "snapchat.com", "x.com"),
    )
)
_SERVICES = (
    r"whats\s?app|we\s?chat|weixin|微信号?|telegram|телеграмм?|ватсапп?|вотсапп?|вайбер|viber"
    r"|skype|line\s?id|kakao(?:\s?talk)?|카카오톡|카톡|zalo|insta(?:gram)?|inst|qq|vk|signal"
)

# Each begins where a stretch does: tried at each of its signs, a long one takes a core for long.
_CONTACT = re.compile(
    rf"(?P<before>(?<!\w)(?:{_SERVICES})(?:\s?id|号)?\s?[:：=]\s?)@?[A-Za-z][\w.-]{{3,}}\w"
    rf"|(?<![\w.-])(?:https?://)?(?:www\.)?(?:{_HOSTS})/\S+"
    r"|(?<!\w)(?:tg|whatsapp|viber|skype|weixin|line)://\S+"
    rf"|(?<![\w.+-])(?P<local>[\w.+-]+)(?P<gap>\s?)(?:{_AT})(?P=gap){_HOST}(?!\w)"
    rf"|(?<![\w.+-])(?P<said>[\w.+-]+)\s+at\s+{_WORDS_OF_HOST}(?!\w)"
    r"|(?<![\w.])@[A-Za-z_][\w.-]{2,}\w",
    re.IGNORECASE,
)


def without_contacts(text: str, put: str, known: Callable[[str], bool] | None = None) -> str:
    """A text without them.

    Args:
        text: as somebody wrote it.
        put: what stands in the place of each.
        known: whether what stands before an ``at`` is a number of ours, and nobody's name.
    """

    def found(match: re.Match[str]) -> str:
        name = match["local"] or match["said"]
        if name and known is not None and known(name):
            return match[0]
        return (match["before"] or "") + put

    return _CONTACT.sub(found, text)
