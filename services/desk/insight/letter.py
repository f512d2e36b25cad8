"""The letter in which a week's report goes to staff. Pure."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from services.desk.insight.report import Report, files, page, text
from services.desk.insight.weeks import named
from services.runtime.reports import LetterSettings, ReportSettings


def letter(
    settings: ReportSettings, to: LetterSettings, report: Report, now: datetime
) -> EmailMessage:
    """The report as text, and as files beside it.

    One letter of one week has one ``Message-ID``, however often it is sent: whoever gets it twice,
    because an answer was lost, sees one. ``Auto-Submitted`` keeps out-of-office notes away.
    """
    box = settings.mailbox
    user, _, domain = box.sender.rpartition("@")
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(display_name=box.name, username=user, domain=domain)
    made["To"] = ", ".join(to.to)
    if box.reply_to:
        made["Reply-To"] = box.reply_to
    made["Subject"] = f"Forestall: {report.title}"
    made["Date"] = now
    mark = sha256(f"{to.name}\x00{named(report.asked.week)}".encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{mark}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text(report), charset="utf-8", cte="base64")
    made.add_attachment(page(report), subtype="html", filename=f"{report.name}.html", cte="base64")
    for name, content in files(report).items():
        made.add_attachment(content, subtype="csv", filename=name, cte="base64")
    return made
