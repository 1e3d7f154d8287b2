/**
 * The contracts of the kernel's ports as tests: whoever implements one (the product, a plug-in, a
 * fake in a test) extends the contract and runs it. For authors of plug-ins that follow events,
 * begin at {@link org.madoguchi.kernel.testkit.FollowerContract}.
 */
package org.madoguchi.kernel.testkit;
