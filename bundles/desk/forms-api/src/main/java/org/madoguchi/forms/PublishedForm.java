package org.madoguchi.forms;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;

/**
 * A form as citizens see it. All texts are plain; lines are kept.
 *
 * @param slug its name in the address: 1 to 60 of a–z, 0–9 and hyphen
 * @param version counts up with each publication; 0 for a form that comes with the product
 * @param title at most 100 characters
 * @param introduction what to know before one begins; '' when there is nothing
 * @param section the name of the section that answers; '' when it is nobody in particular
 * @param category the code of the category its posts get, whose articles are suggested; '' for none
 * @param fields at least one, at most 60, each key once
 * @param completion what follows, shown with the receipt; '' for our own words
 */
public record PublishedForm(
    MunicipalityId municipality,
    String slug,
    int version,
    String title,
    String introduction,
    String section,
    String category,
    List<FormField> fields,
    String completion) {
  public PublishedForm {
    fields = List.copyOf(fields);
  }
}
