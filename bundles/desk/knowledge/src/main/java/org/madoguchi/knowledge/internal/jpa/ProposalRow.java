package org.madoguchi.knowledge.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.domain.Proposal;

/** A row of KNOWLEDGE_PROPOSAL. Whoever changes one appends the event of its version. */
@Entity
@Table(name = "KNOWLEDGE_PROPOSAL")
class ProposalRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "WANTED")
  String wanted;

  @Column(name = "ARTICLE_ID")
  long article;

  @Column(name = "TICKET")
  String ticket;

  @Column(name = "QUESTION")
  String question;

  @Column(name = "TEXT")
  String text;

  @Column(name = "STATE")
  String state;

  @Column(name = "ANSWER")
  String answer;

  @Column(name = "RESULT_ID")
  long result;

  @Column(name = "PROPOSER")
  String proposer;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "PROPOSED_AT")
  Instant proposedAt;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "VERSION")
  long version;

  ProposalRow() {}

  ProposalRow(Proposal proposal) {
    id = proposal.id();
    municipality = proposal.municipality().value();
    wanted = proposal.wanted().name();
    article = proposal.article();
    ticket = proposal.ticket();
    question = proposal.question();
    text = proposal.text();
    proposer = proposal.making().proposer().value();
    requestId = proposal.making().requestId();
    proposedAt = proposal.making().at();
    take(proposal);
  }

  final void take(Proposal proposal) {
    section = proposal.section().value();
    state = proposal.state().name();
    answer = proposal.answer();
    result = proposal.result();
    editor = proposal.editor().value();
    editedAt = proposal.editedAt();
    version = proposal.version();
  }

  Proposal proposal() {
    return new Proposal(
        id,
        new MunicipalityId(municipality),
        new SectionId(section),
        Proposal.Wanted.valueOf(wanted),
        article,
        ticket,
        question,
        text,
        Proposal.State.valueOf(state),
        answer,
        result,
        new Proposal.Making(new StaffId(proposer), proposedAt, requestId),
        new StaffId(editor),
        editedAt,
        version);
  }
}
