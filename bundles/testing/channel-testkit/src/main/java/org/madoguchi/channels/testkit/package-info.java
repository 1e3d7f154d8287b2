/**
 * The contract every channel plug-in keeps, as tests. A plug-in's author writes one {@link
 * org.madoguchi.channels.testkit.ChannelFixture} (how to start an instance, how to make the peer
 * act) and three one-line subclasses of {@link org.madoguchi.channels.testkit.InboundContract},
 * {@link org.madoguchi.channels.testkit.OutboundContract} and {@link
 * org.madoguchi.channels.testkit.LifecycleContract}.
 */
package org.madoguchi.channels.testkit;
