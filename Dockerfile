FROM python:3.12-slim

WORKDIR /opt/wirewatch
COPY requirements.txt requirements-postgres.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
 && pip install --no-cache-dir --require-hashes --no-deps -r requirements-postgres.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY monitor monitor
COPY agents agents
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
 && useradd --system --home-dir /var/lib/wirewatch --create-home wirewatch

USER wirewatch
ENV WIREWATCH_CONFIG=/etc/wirewatch
ENTRYPOINT ["wirewatch"]
CMD ["run"]
