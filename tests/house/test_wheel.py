"""What a council installs: the wheel, with the packs and the calendars inside it.

Built for real, unpacked into an empty folder, and asked where its procedures are.
"""

import subprocess
import sys
import zipfile

from tests.house.source import ROOT


def test_the_wheel_carries_packs_calendars_templates_and_styles_and_finds_them(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("heard-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert "heard/_data/procedures/england/2006-09-01/procedure.yaml" in names
    assert any(name.startswith("heard/_data/calendars/") for name in names)
    assert any(name.endswith("govuk-frontend.css") for name in names)
    for path in (ROOT / "src/heard").rglob("*"):
        inside = path.relative_to(ROOT / "src").as_posix()
        if path.is_file() and path.suffix != ".pyc":
            assert inside in names, f"{inside} is not in the wheel"
    metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
    said = (tmp_path / "installed" / metadata).read_text(encoding="utf-8")
    assert "Requires-Dist: django<5.3,>=5.2" in said
    assert "Requires-Python: >=3.11" in said

    program = "import heard; print(heard.__file__); print((heard.shipped('procedures') / 'england').is_dir())"
    env = {"PYTHONPATH": str(tmp_path / "installed")}
    asked = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert asked.stdout.splitlines() == [str(tmp_path / "installed/heard/__init__.py"), "True"], asked.stderr
