package io.flywheel.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What the rules look at: the classes of all rooms that were written by hand. */
final class Product {

    private Product() {}

    /** Leaves out what the Avro plugin writes: it keeps to its own manners. */
    static final class OnlyWrittenByHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/flywheel/schema/");
        }
    }

    /** One class and those inside it, for classes that other packages can not name. */
    static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                "belong to " + name,
                type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }
}
