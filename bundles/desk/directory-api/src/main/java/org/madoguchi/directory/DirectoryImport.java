package org.madoguchi.directory;

import java.io.Reader;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;

/**
 * Takes an organisation, its staff and categories from CSV (RFC 4180, UTF-8 with or without BOM,
 * header line). A file is taken whole or not at all; the same file twice changes nothing.
 */
public interface DirectoryImport {
  /**
   * What a file holds. Columns: SECTIONS {@code
   * code,name,kana,parent,kind,phone,opens,closes,description}; STAFF {@code
   * login,name,kana,mail,language,role,section} (a person with several roles has several lines);
   * CATEGORIES {@code code,parent,name,section}.
   */
  enum Kind {
    SECTIONS,
    STAFF,
    CATEGORIES
  }

  /**
   * @param line as in the file, from 1 (the header); @param code as in {@code FieldProblem}
   */
  record BadLine(int line, String column, String code, String value) {}

  /**
   * @param badLines empty when the file was taken (or could be, in a dry run)
   */
  record Outcome(int lines, int added, int changed, int removed, List<BadLine> badLines) {}

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
