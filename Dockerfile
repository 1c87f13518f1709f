# Two stages: the first installs everything and makes a folder that runs, the second is that folder. Node comes from the
# base image, PostgreSQL from elsewhere (DATABASE_URL), so the folder brings neither.
FROM node:24.21.0-slim AS build
WORKDIR /hub
ENV CI=true HUB_STATE_DIR=/tmp/hub-build
COPY LICENSE package.json pnpm-lock.yaml pnpm-workspace.yaml turbo.json tsconfig.base.json tsconfig.leaf.json tsconfig.json ./
COPY docs/licences.md docs/
COPY scripts scripts
COPY apps apps
COPY packages packages
COPY deploy deploy
RUN npm run build -- --production --without-node --without-postgres --to /smart-ai-hub

FROM node:24.21.0-slim
LABEL org.opencontainers.image.title="Smart AI Hub" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /hub
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    HUB_STATE_DIR=/var/lib/hub
COPY --from=build --chown=root:root /smart-ai-hub /hub
RUN mkdir -p /var/lib/hub && chown 10001:10001 /var/lib/hub
USER 10001:10001
VOLUME ["/var/lib/hub"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "deploy/healthcheck.mjs"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=16", "apps/server/src/main.ts"]
