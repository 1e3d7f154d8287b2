package org.madoguchi.tickets.internal.rest;

import java.time.Clock;
import org.madoguchi.directory.Directory;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.Contributions;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.Drafts;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.ForwardedMessages;
import org.madoguchi.tickets.internal.Histories;
import org.madoguchi.tickets.internal.LinkTickets;
import org.madoguchi.tickets.internal.MergeTickets;
import org.madoguchi.tickets.internal.OpenTicket;
import org.madoguchi.tickets.internal.SplitTickets;
import org.madoguchi.tickets.internal.TicketFiles;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.WriteEntry;
import org.madoguchi.tickets.internal.alerts.Alerts;
import org.madoguchi.tickets.internal.alerts.Following;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.citizens.CitizenHistories;
import org.madoguchi.tickets.internal.citizens.MergeCitizens;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.imports.ImportDesk;
import org.madoguchi.tickets.internal.macros.ApplyMacro;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.madoguchi.tickets.internal.saved.SavedCounts;
import org.madoguchi.tickets.internal.saved.SavedViews;
import org.madoguchi.tickets.internal.sending.ReplyPreview;
import org.madoguchi.tickets.internal.sending.TakeBackReply;

/** The resources over the use cases. */
public final class RestDesk {
  final TicketResource tickets;
  final MergeResource merges;
  final SplitResource splits;
  final CitizenResource citizens;
  final ReplyResource replies;
  final BulkResource bulk;
  final MessageResource messages;
  final SavedViewResource views;
  final AlertResource alerts;
  final FollowResource follows;
  final ContributionResource contributions;
  final DeskResource start;
  final ImportResource imports;
  final ProblemResource problems;
  final HarassmentResource harassment;
  final MacroResource macros;

  public RestDesk(
      Directory directory,
      TicketQueues queues,
      OpenTicket opening,
      EditTicket editing,
      LinkTickets linking,
      MergeTickets merging,
      SplitTickets splitting,
      Contributions contributing,
      WriteEntry writing,
      TicketViews views,
      Drafts drafts,
      TicketFiles files,
      Histories histories,
      CitizenDesk citizenDesk,
      MergeCitizens mergingCitizens,
      CitizenHistories citizenHistories,
      FileGate gate,
      TakeBackReply takingBack,
      ReplyPreview previews,
      BulkJobs jobs,
      ForwardedMessages forwarded,
      DeskRules rules,
      SavedViews savedViews,
      SavedCounts savedCounts,
      Alerts alertDesk,
      Following following,
      ImportDesk importDesk,
      KnownProblems knownProblems,
      Harassment records,
      ApplyMacro applying,
      Clock clock) {
    KnownNames known = new KnownNames(directory, knownProblems);
    TicketForms forms = new TicketForms(known);
    bulk = new BulkResource(jobs, new BulkForms(known));
    RemoteImages images = new RemoteImages(rules);
    TicketRendering rendering = new TicketRendering(directory, new FileRendering(gate), images);
    messages = new MessageResource(forwarded, views, rendering, images);
    tickets =
        new TicketResource(
            queues,
            opening,
            editing,
            linking,
            writing,
            views,
            drafts,
            files,
            histories,
            citizenDesk,
            forms,
            rendering);
    problems = new ProblemResource(knownProblems, new ProblemForms(known), rendering);
    harassment = new HarassmentResource(records, views, rendering);
    alerts = new AlertResource(alertDesk, rendering);
    start = new DeskResource(queues, savedViews, alertDesk, rendering, clock);
    follows = new FollowResource(following, rendering);
    this.views = new SavedViewResource(savedViews, savedCounts, rendering);
    imports = new ImportResource(importDesk, new ImportForms(known), rendering);
    merges = new MergeResource(merging, views, rendering);
    macros = new MacroResource(applying, new MacroForms(known), views, rendering);
    splits = new SplitResource(splitting, views, forms, rendering);
    contributions = new ContributionResource(contributing, views, rendering);
    replies = new ReplyResource(takingBack, previews, rendering);
    citizens =
        new CitizenResource(citizenDesk, mergingCitizens, citizenHistories, forms, rendering);
  }
}
