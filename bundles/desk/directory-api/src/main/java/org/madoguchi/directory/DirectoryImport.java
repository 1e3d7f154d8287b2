package org.madoguchi.directory;

import java.io.Reader;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tables.Outcome;

/**
 * Takes an organisation, its staff and categories from CSV (RFC 4180, with or without BOM, header
 * line). A file is taken whole or not at all; the same file twice changes nothing.
 */
public interface DirectoryImport {
  /**
   * What a file holds. Columns: SECTIONS {@code
   * code,name,kana,parent,kind,phone,opens,closes,description}; STAFF {@code
   * login,name,kana,mail,language,role,section} (a person with several roles has several lines);
   * CATEGORIES {@code code,parent,name,section} and, where there are limits, {@code
   * validFrom,validTo}.
   */
  enum Kind {
    SECTIONS,
    STAFF,
    CATEGORIES
  }

  /**
   * @param dryRun checks and counts, changes nothing
   * @throws org.madoguchi.kernel.problem.DomainException forbidden without DIRECTORY_MANAGE;
   *     municipality-not-found
   */
  Outcome take(
      AccessScope scope, MunicipalityId municipality, Kind kind, Reader csv, boolean dryRun);

  /**
   * Sets the password of a member of staff (at least 10 characters), as an administrator does.
   *
   * @throws org.madoguchi.kernel.problem.DomainException forbidden; invalid-fields (unknown login,
   *     too short)
   */
  void setPassword(AccessScope scope, org.madoguchi.kernel.StaffId who, char[] password);
}
