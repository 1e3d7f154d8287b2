package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleFiles;
import org.madoguchi.knowledge.internal.FileStore.ArticleFile;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.rest.Views.PersonView;
import org.madoguchi.web.FileDisposition;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-attachments}: the files of articles. */
@Component(service = AttachmentResource.class)
@RestResource("/article-attachments")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AttachmentResource {
  private static final int LONGEST_NAME = 255;
  private static final Set<String> SAFE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  /**
   * @param picture whether a text can show it, as {@code attachment:<id>}
   * @param removed taken away from readers; it can be brought back
   */
  @Schema(name = "ArticleAttachment")
  public record AttachmentView(
      String id,
      String fileName,
      long size,
      boolean picture,
      boolean removed,
      PersonView author,
      Instant at) {}

  @Schema(name = "ArticleAttachmentEdit")
  public record AttachmentEdit(Boolean removed) {}

  private final ArticleFiles files;
  private final Presenter presenter;

  @Activate
  public AttachmentResource(@Reference ArticleFiles files, @Reference Directory directory) {
    this.files = files;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "listArticleAttachments", summary = "The files of an article")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public List<AttachmentView> list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id) {
    return files.of(scope, Forms.article(id)).stream().map(this::view).toList();
  }

  @POST
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "addArticleAttachment", summary = "Attaches a file: its content")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response add(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("fileName") String fileName,
      InputStream content)
      throws IOException {
    Checks checks = new Checks();
    String path = checks.required("fileName", fileName, LONGEST_NAME);
    checks.done();
    // some browsers send a path
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String line = name.replaceAll("\\p{Cntrl}", " ").strip();
    ArticleFile added =
        files.add(scope, Forms.article(id), line.isEmpty() ? "file" : line, content);
    return Response.created(URI.create(id + "/" + added.id())).entity(view(added)).build();
  }

  @GET
  @Path("{id}/{attachment}")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "downloadArticleAttachment",
      summary = "A file; for readers those that the text they read names")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response download(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @Refers(Refers.To.ARTICLE_FILE) @PathParam("attachment") String attachment)
      throws IOException {
    ArticleFiles.Download download = files.open(scope, Forms.article(id), file(attachment));
    String type = download.file().shownAs();
    return Response.ok(download.content())
        .header("Content-Type", SAFE.contains(type) ? type : "application/octet-stream")
        .header("Content-Length", download.file().content().size())
        .header("Content-Disposition", FileDisposition.saved(download.file().name()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  @PATCH
  @Path("{id}/{attachment}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "editArticleAttachment",
      summary = "Takes a file away from readers, or brings it back")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public AttachmentView edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @Refers(Refers.To.ARTICLE_FILE) @PathParam("attachment") String attachment,
      AttachmentEdit body) {
    boolean removed = Boolean.TRUE.equals(Forms.present(body).removed());
    return view(files.remove(scope, Forms.article(id), file(attachment), removed));
  }

  private static long file(String id) {
    return Forms.id(id, KnowledgeProblems.FILE_NOT_FOUND);
  }

  private AttachmentView view(ArticleFile file) {
    return new AttachmentView(
        Long.toString(file.id()),
        file.name(),
        file.content().size(),
        SAFE.contains(file.shownAs()),
        file.removed(),
        presenter.person(file.author()),
        file.at());
  }
}
