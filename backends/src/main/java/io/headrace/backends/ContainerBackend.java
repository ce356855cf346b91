package io.headrace.backends;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;

/** One container in the hands of a test; stopped and started by Docker itself, so that its data stay. */
final class ContainerBackend implements Backend {
    private static final int STOP_SECONDS = 20;
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final GenericContainer<?> container;
    private final BooleanSupplier answers;

    ContainerBackend(GenericContainer<?> container, BooleanSupplier answers) {
        this.container = container;
        this.answers = answers;
    }

    /** Docker would choose another host port at each start; clients need the same one. */
    static void keepPort(GenericContainer<?> container, int port) {
        PortBinding binding = new PortBinding(Ports.Binding.bindPort(FreePorts.next()), ExposedPort.tcp(port));
        container.withCreateContainerCmdModifier(
                command -> Objects.requireNonNull(command.getHostConfig()).withPortBindings(binding));
    }

    @Override
    public void start() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Patience.until(START_PATIENCE, answers, container.getDockerImageName() + " does not answer");
    }

    @Override
    public void stop() {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }
}
