"""Dates as feeds write them (RFC 3339, RFC 822 with the year of RFC 1123)."""

import re
import time
from datetime import datetime, timezone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc3339(text):
    """Seconds since 1970; None for what is no date-time with full seconds, capital T and Z or an offset."""
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    if not re.fullmatch(form, text or ""):
        return None
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    except ValueError:
        return None


def rfc822(text):
    """Seconds since 1970; None for another form, another weekday than the date's, or a zone that is no number or GMT."""
    form = rf"({'|'.join(DAYS)}), (\d\d) ({'|'.join(MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) (GMT|[+-]\d{{4}})"
    match = re.fullmatch(form, text or "")
    if not match:
        return None
    day_name, day, month, year, hour, minute, second, zone = match.groups()
    try:
        moment = datetime(
            int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=timezone.utc
        )
    except ValueError:
        return None
    offset = 0 if zone == "GMT" else (int(zone[1:3]) * 60 + int(zone[3:])) * (-60 if zone[0] == "-" else 60)
    return moment.timestamp() - offset if DAYS[moment.weekday()] == day_name else None


def is_plausible(seconds):
    """Neither in the future nor before there were feeds (ImplausibleDate)."""
    return 631_152_000 <= seconds <= time.time() + 60
