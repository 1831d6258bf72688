"""Documents in S3-compatible storage, against a server on this machine that speaks S3's protocol.

It takes any secret: this proves the conversation, not who may take part in it.
"""

import os
import secrets
import subprocess
import sys
import time
import tracemalloc
from socket import create_connection

import boto3
import pytest

from heard.files import content, rotating, storage
from heard.files.bucket import PART, Bucket
from heard.files.destroying import destroy
from heard.files.keys import NoKey
from heard.files.storage import Missing, NoStorage
from tests.files.filing import looked_at
from tests.files.practice_note import DAY
from tests.journeys.served import free_port

PLACE = "a" * 32


@pytest.fixture(scope="session")
def s3():
    """The address of the server."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def client(s3, monkeypatch, settings):
    """A client with two new buckets, heard-documents and heard-keys; Heard talks to the same server."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    settings.HEARD_S3_ENDPOINT = s3
    made = boto3.client("s3", endpoint_url=s3)
    for bucket in ("heard-documents", "heard-keys"):
        made.create_bucket(Bucket=bucket)
    storage._at.cache_clear()
    yield made
    storage._at.cache_clear()
    for bucket in ("heard-documents", "heard-keys"):
        for found in made.list_object_versions(Bucket=bucket).get("Versions", []):
            made.delete_object(Bucket=bucket, Key=found["Key"], VersionId=found["VersionId"])


@pytest.fixture
def bucket(client):
    return Bucket("s3://heard-documents/sealed")


def written(bucket, data, place=PLACE):
    with bucket.put(place) as writing:
        for start in range(0, len(data), 100_000):
            writing.write(data[start : start + 100_000])


@pytest.mark.parametrize("size", [0, 1, 100_000, PART, 2 * PART + 5], ids=str)
def test_what_is_written_is_read(bucket, client, size):
    data = secrets.token_bytes(size)
    written(bucket, data)
    assert bucket.size(PLACE) == size
    assert bucket.read(PLACE, 0, size + 10) == data
    assert [place for place, _ in bucket.places()] == [PLACE]
    assert client.list_objects_v2(Bucket="heard-documents")["Contents"][0]["Key"] == f"sealed/aa/{PLACE}"


def test_any_part_of_it_is_read(bucket):
    written(bucket, b"0123456789")
    assert bucket.read(PLACE, 3, 4) == b"3456"
    assert bucket.read(PLACE, 8, 100) == b"89"
    assert bucket.read(PLACE, 50, 10) == b""
    assert bucket.read(PLACE, 0, 0) == b""


def test_a_writer_that_stops_leaves_nothing(bucket, client):
    def stops():
        with bucket.put(PLACE) as writing:
            writing.write(bytes(2 * PART))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stops()
    assert list(bucket.places()) == []
    assert "Uploads" not in client.list_multipart_uploads(Bucket="heard-documents")


def test_what_is_removed_is_missing(bucket):
    written(bucket, b"x")
    bucket.remove(PLACE)
    bucket.remove(PLACE)
    for ask in (lambda: bucket.size(PLACE), lambda: bucket.read(PLACE, 0, 1)):
        with pytest.raises(Missing):
            ask()


def test_a_large_file_takes_little_memory(bucket):
    tracemalloc.start()
    with bucket.put(PLACE) as writing:
        for _ in range(40):
            writing.write(bytes(1024 * 1024))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * PART


def test_an_address_without_a_bucket_is_told():
    with pytest.raises(NoStorage, match="names no bucket"):
        Bucket("s3://")


@pytest.fixture
def kept(settings, tmp_path, client):
    """Documents and the halves of their keys in buckets of their own."""
    from tests.files.practice_note import documents_kept

    documents_kept(settings, tmp_path)
    settings.HEARD_FILES, settings.HEARD_FILES_KEYS = "s3://heard-documents/sealed", "s3://heard-keys"
    return tmp_path


def test_a_document_is_filed_opened_and_destroyed_in_buckets(
    filed, committed, council, kept, client, scanner, settings
):
    settings.HEARD_CLAMD = scanner.socket
    document = filed(b"SECRETWORD " * 50_000)
    version = looked_at(document, committed)
    assert version.state == "clean"
    assert content.opened(version).read() == b"SECRETWORD " * 50_000
    raw = client.get_object(Bucket="heard-documents", Key=f"sealed/{version.place[:2]}/{version.place}")[
        "Body"
    ].read()
    assert b"SECRETWORD" not in raw
    assert rotating.check().problems == []
    with committed():
        destroy(document, council.people["manager"], "Retention period over", DAY)
    for bucket in ("heard-documents", "heard-keys"):
        assert "Contents" not in client.list_objects_v2(Bucket=bucket)
    with pytest.raises(NoKey):
        content.opened(version)


def test_a_bucket_of_keys_that_keeps_what_is_deleted_is_told(filed, kept, client):
    filed()
    assert rotating.check().problems == []
    client.put_bucket_versioning(Bucket="heard-keys", VersioningConfiguration={"Status": "Enabled"})
    assert any("nothing is ever destroyed" in problem for problem in rotating.check().problems)
