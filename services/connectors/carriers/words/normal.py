"""One spelling for every way of writing a word."""

import re
import unicodedata

# Accents over Latin, Cyrillic and Arabic letters, the stroke that lengthens an Arabic word, and
# what has no width; marks of other scripts tell words apart and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\ufeff]")
# The vowels and tones of Thai stand over and under its letters, and are no letters to ``\w``.
_NOT_WORDS = re.compile("(?:_|[^\\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_CLAUSE_END = re.compile(
    r"[.,;!?()\[\]<>|\n\r。，；！？（）•…،؛؟]+|\s[-–—]+\s|(?<=\w)[-–—]\s"
    r"|[:：]+(?!\s*\w+\s*$)"  # what one word says behind a colon belongs to what stands before
    # The Arabic *and* is a letter of the word behind it; before these a statement begins.
    r"|\sو(?=(?:س?[يت]?تم|قد|لم|لن|لا|لكن|سوف|جاري?|[أا]عيدت?|س?[تي]عاد|ستعود|سلمت?)\b)"
)
_ABBREVIATION = re.compile(r"(?<=\d)[.,](?=\d)|(?<=\b[a-zA-Z])\.(?=[a-zA-Z]\b)")

# In Japanese the ideographic comma ends a clause; in Chinese it only joins the items of a list.
_KANA = re.compile("[\u3040-\u30ff]")

# Traditional characters that carriers' sentences use, to their simplified form.
_SIMPLER = str.maketrans(
    "關報稅單貨達運輸發遞時間處進齊資訊繳納費關檢驗證書號碼絡狀態退還銷毀違轉離開國際務員動後無過從將來預計",
    "关报税单货达运输发递时间处进齐资讯缴纳费关检验证书号码络状态退还销毁违转离开国际务员动后无过从将来预计",
)

# Letters that are another one with a stroke, or without a dot: people write either, and capitals
# do not tell them apart.
_SIMPLER |= str.maketrans("ıđłةىیک", "idlهييك")


def normalise(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces, simplified characters."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFKC", _ACCENTS.sub("", folded)).translate(_SIMPLER)
    bare = bare.replace("เเ", "แ")  # two letters of Thai that look like one
    return _NOT_WORDS.sub(" ", bare).strip()


def clauses(text: str) -> list[str]:
    """The text's clauses in order, each normalised; empty ones left out."""
    whole = _ABBREVIATION.sub("", text)
    if _KANA.search(whole):
        whole = whole.replace("、", "。")
    found = (normalise(part) for part in _CLAUSE_END.split(whole))
    return [clause for clause in found if clause]
