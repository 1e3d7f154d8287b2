package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
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
import org.madoguchi.knowledge.internal.CommentStore.Comment;
import org.madoguchi.knowledge.internal.Comments;
import org.madoguchi.knowledge.internal.rest.Views.CommentView;
import org.madoguchi.knowledge.internal.rest.Views.CommentsView;
import org.madoguchi.knowledge.internal.rest.Views.NewComment;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-comments}: what colleagues say about an article. */
@Component(service = CommentResource.class)
@RestResource("/article-comments")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CommentResource {
  private final Comments comments;
  private final Presenter presenter;

  @Activate
  public CommentResource(@Reference Comments comments, @Reference Directory directory) {
    this.comments = comments;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "listArticleComments", summary = "The comments, newest first")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public CommentsView list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    OptionalLong before = Forms.before(checks, after);
    int most = checks.number("limit", limit, 1, ArticleResource.LARGEST_PAGE, ArticleResource.PAGE);
    checks.done();
    List<Comment> found = comments.page(scope, Forms.article(id), before, most + 1);
    List<Comment> shown = found.subList(0, Math.min(most, found.size()));
    return new CommentsView(
        shown.stream().map(this::view).toList(),
        found.size() > most ? Long.toString(shown.get(most - 1).id()) : null);
  }

  @POST
  @Path("{id}")
  @Operation(operationId = "addArticleComment", summary = "Says something about an article")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response add(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      NewComment body) {
    NewComment wanted = Forms.present(body);
    Checks checks = new Checks();
    String requestId = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST);
    String text = checks.required("text", wanted.text(), Forms.LONGEST_COMMENT).strip();
    checks.done();
    Comment made = comments.add(scope, Forms.article(id), requestId, text);
    return Response.status(Response.Status.CREATED).entity(view(made)).build();
  }

  private CommentView view(Comment comment) {
    return new CommentView(
        Long.toString(comment.id()),
        comment.edition(),
        comment.step().isEmpty() ? null : comment.step().toLowerCase(Locale.ROOT).replace('_', '-'),
        comment.text(),
        presenter.person(comment.author()),
        comment.at());
  }
}
