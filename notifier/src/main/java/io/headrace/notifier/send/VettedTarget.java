package io.headrace.notifier.send;

import io.headrace.contracts.TargetUrl;
import java.net.InetAddress;
import java.util.List;

/** A target that may be called now, at these addresses and no others. */
record VettedTarget(TargetUrl url, List<InetAddress> addresses) {}
