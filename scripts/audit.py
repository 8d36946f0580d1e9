"""``make audit``: bandit over our code, pip-audit over the lock. Both run in environments of their own.

Exit code 1 where either finds something that is not known and explained. Where the advisory service cannot be
reached this is said, and only that is forgiven: then nothing is known of the dependencies.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
UV = str(ROOT / ".tools" / "uv" / "bin" / "uv")
BANDIT = "bandit==1.8.6"
PIP_AUDIT = "pip-audit==2.9.0"
KNOWN = ROOT / "docs" / "advisories.md"
# What bandit finds and what is no weakness, each by its file, with the reason.
EXPLAINED = {
    ("bot/safety/documents.py", "B701"): "HTML is escaped; what is not is Markdown, made of our own data",
    ("bot/storage/broker.py", "B101"): "an assert for the type checker",
    ("bot/verify/agreement.py", "B311"): "draws persons for a test, with a seed to draw them again",
    ("bot/verify/mutation.py", "B311"): "draws mutants for a test, with a seed to draw them again",
    (
        "bot/handoff/page.py",
        "B704",
    ): "the markup is our own template's and constants; words are escaped",
    ("bot/knowledge/data_files.py", "B506"): "the loader is a subclass of SafeLoader, over our own files",
    ("bot/nlu/data.py", "B506"): "the loader is a subclass of SafeLoader, over our own files",
    ("bot/protocol/loader.py", "B506"): "the loader is a subclass of SafeLoader, over our own files",
    ("bot/knowledge/similarity.py", "B106"): "a pattern of words, not a password",
    ("bot/nlu/spans.py", "B101"): "an assert for the type checker",
    ("bot/runtime/console.py", "B404"): "runs our own training, by a list of arguments and without a shell",
    ("bot/runtime/console.py", "B603"): "runs our own training, by a list of arguments and without a shell",
    ("bot/runtime/server.py", "B104"): "compares with the address; nothing is bound to it",
}
UNREACHABLE = ("ConnectionError", "Max retries", "ServiceError", "Failed to connect", "timed out")


def main():
    """Run both and return the exit code."""
    return max(scan(), audit())


def scan():
    """Look through our own code; return 1 where something is found that is not explained here."""
    print("bandit: our own code")
    command = [UV, "tool", "run", BANDIT, "-q", "-f", "json", "-r", "bot", "actions"]
    found = subprocess.run(command, cwd=str(ROOT), stdout=subprocess.PIPE, universal_newlines=True)
    results = json.loads(found.stdout)["results"]
    new = [each for each in results if (each["filename"], each["test_id"]) not in EXPLAINED]
    for each in new:
        print("  {filename}:{line_number} {test_id} {issue_text}".format(**each))
    print("bandit: %d found, %d of them not explained" % (len(results), len(new)))
    return 1 if new else 0


def audit():
    """Look the locked dependencies up; return 1 where one has an advisory that is not explained."""
    print("pip-audit: the dependencies of the lock")
    with tempfile.TemporaryDirectory() as folder:
        wanted = str(pathlib.Path(folder) / "requirements.txt")
        export = [
            UV,
            "export",
            "--quiet",
            "--frozen",
            "--no-dev",
            "--format",
            "requirements-txt",
            "-o",
            wanted,
        ]
        subprocess.run(export, cwd=str(ROOT), check=True)
        ignored = [part for name in known() for part in ("--ignore-vuln", name)]
        found = subprocess.run(
            [
                UV,
                "tool",
                "run",
                PIP_AUDIT,
                "-r",
                wanted,
                "--no-deps",
                "--disable-pip",
                "-f",
                "json",
                *ignored,
            ],
            cwd=str(ROOT),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    try:
        looked_at = json.loads(found.stdout[found.stdout.index("{") :])["dependencies"]
    except (ValueError, KeyError):
        looked_at = None
    if looked_at is not None:
        return judged(looked_at)
    if any(word in found.stdout for word in UNREACHABLE):
        last = found.stdout.strip().splitlines()[-1]
        print("pip-audit: NOT CHECKED, the advisory service cannot be reached from here (%s)" % last[:200])
        return 0
    print(found.stdout)
    return 1


def judged(dependencies):
    """Say what is known of each dependency; return 1 where one has an advisory that is not explained."""
    checked = [each for each in dependencies if "skip_reason" not in each]
    if not checked:
        print("pip-audit: NOT CHECKED, the advisory service knows none of %d packages" % len(dependencies))
        return 0
    wrong = [(each, advisory) for each in checked for advisory in each["vulns"]]
    for each, advisory in wrong:
        print("  %s %s: %s" % (each["name"], each["version"], advisory["id"]))
    skipped = len(dependencies) - len(checked)
    print("pip-audit: %d checked, %d not known, %d advisories" % (len(checked), skipped, len(wrong)))
    return 1 if wrong else 0


def known():
    """Return the ids of the advisories that docs/advisories.md explains: the first cell of each row."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith(("| CVE", "| GHSA", "| PYSEC"))]
    return [name for row in rows for name in row.split("|")[1].split()]


if __name__ == "__main__":
    sys.exit(main())
