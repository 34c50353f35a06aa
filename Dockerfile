# Two stages: what installs stays in the first, what runs goes into the second.
FROM python:3.12-slim AS build

WORKDIR /src
RUN python -m venv /opt/wirewatch
ENV PATH=/opt/wirewatch/bin:$PATH
COPY requirements.txt requirements-postgres.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
 && pip install --no-cache-dir --require-hashes --no-deps -r requirements-postgres.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY monitor monitor
COPY agents agents
# Packages bring their tests, and the sources of what is compiled; both make a fifth of the whole.
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
 && pip uninstall --yes setuptools pip \
 && find /opt/wirewatch/lib -type d \( -name tests -o -name test \) -prune -exec rm -r {} + \
 && find /opt/wirewatch/lib -type f \( -name '*.c' -o -name '*.cpp' -o -name '*.h' -o -name '*.hpp' -o -name '*.pxd' \
    -o -name '*.pyi' -o -name '*.pyx' \) -delete

FROM python:3.12-slim

COPY --from=build /opt/wirewatch /opt/wirewatch
COPY LICENSE NOTICE /opt/wirewatch/
RUN useradd --system --home-dir /var/lib/wirewatch --create-home wirewatch

USER wirewatch
ENV PATH=/opt/wirewatch/bin:$PATH WIREWATCH_CONFIG=/etc/wirewatch
ENTRYPOINT ["wirewatch"]
CMD ["run"]
