package dev.lockstep.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A class of tests that reach the system from outside, over its real ports. Before its first test
 * every server of the run's one stack is up, and the application is deployed and ready.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnTheStack.Ready.class)
public @interface OnTheStack {

    /** Starts and deploys what is not there: an earlier class may have left it so. */
    final class Ready implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            StackSession.stack().startWhatIsDown();
            Deployments.deployApplication();
            StackSession.awaitReady();
        }
    }
}
