# The course in this folder, with what draws and encodes it pinned by its package-lock.json.
#   docker build -t my-course . && docker run --rm -v "$PWD/renders:/course/renders" my-course render
FROM node:20.20.2-bookworm-slim
ENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers
WORKDIR /course
COPY package.json package-lock.json .npmrc ./
RUN npm ci
# The Chromium of this playwright-core, or no image: another would draw under other keys.
RUN npx playwright-core install --with-deps --no-shell chromium
# The same of ffmpeg-static; none of the packages runs its scripts by itself.
RUN node node_modules/ffmpeg-static/install.js && node_modules/ffmpeg-static/ffmpeg -version
COPY . .
RUN npx aim setup && npx aim doctor
ENTRYPOINT ["npx", "aim"]
CMD ["--help"]
