package org.madoguchi.tickets;

import org.madoguchi.kernel.store.BlobRef;

/**
 * An attachment whose content is in the blob store.
 *
 * @param fileName as the sender named it, without path or control characters, at most 255
 *     characters
 * @param mediaType as declared, for example {@code image/png}; never trusted when served
 * @param contentId of an inline image, without angle brackets; '' otherwise
 */
public record AttachmentContent(
    String fileName, String mediaType, String contentId, BlobRef content) {}
