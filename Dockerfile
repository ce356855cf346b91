# One image per service: docker build --build-arg SERVICE=processor .
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -Dquick -DskipTests -pl ingest-api,processor,notifier -am package

FROM eclipse-temurin:21-jre
ARG SERVICE
RUN useradd --system --no-create-home --uid 10001 headrace
WORKDIR /app
COPY --from=build /src/${SERVICE}/target/quarkus-app/ ./
USER 10001
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
