# The app and its worker in one image; compose.yaml shows how they run.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY manage.py openapi.yaml ./
COPY api ./api
COPY catalogue ./catalogue
RUN SECRET_KEY=only-to-collect-static DATA_DIR=/tmp/data \
    python manage.py collectstatic --no-input --verbosity 0 -i '*.map' \
    && useradd --system --uid 10001 catalogue \
    && mkdir -p /data /media \
    && chown catalogue /data /media
USER catalogue
ENV DATA_DIR=/data MEDIA_DIR=/media HOST=0.0.0.0 PORT=8000
EXPOSE 8000
CMD ["sh", "-c", "exec granian --interface wsgi --host $HOST --port $PORT \
     --workers ${WEB_CONCURRENCY:-2} --blocking-threads ${WEB_THREADS:-8} \
     --workers-max-rss ${WORKER_MEMORY_MB:-768} \
     --respawn-failed-workers --no-ws api.wsgi:application"]
