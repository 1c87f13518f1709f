import type { Phrases } from '../../platform/catalog/phrases.ts'
import { approvalsTold } from './telling.ts'

const page = 'on the page “Approvals”, or on the card in this conversation'

/** How people ask about what waits for their decision. */
export const approvalsPhrases = {
  acts: {
    'approvals.list': {
      say: [
        '(show|list|see|which|what) (me|) (the|all|all the|our|my|) (approvals|requests) (are there|there have ever been|are waiting|do we have|)',
        '(show|list) (the|all|) (pending|open|declined|expired|failed|done|waiting) (approvals|requests)',
        '(the|) (last|latest|newest) {limit} (approvals|requests)',
        'which (approvals|requests) (were|did we|have been|have we) (declined|decline|approved|refused|turned down|carried out|done)',
        'which (approvals|requests) (failed|expired|ran out|went wrong)',
        'did any (approval|request|approvals|requests) (run out|expire|fail|lapse)',
        '(approvals|requests) (that|which) (were|are|have been|) (carried out|failed|declined|expired|done|waiting)',
        '(all|every) (approvals|approval requests)',
        'history of approvals',
        'approval (list|history|requests)',
        'what have we (approved|declined|turned down|refused)',
        'what was (approved|declined|refused)',
      ],
      setting: [
        {
          set: { status: 'pending' },
          say: [
            '(is there|is|are there|do i have|got) (anything|something|any) (waiting|pending|open) for (my|) (ok|approval|me|decision|yes|sign-off|go-ahead)',
            '(what|anything|whats|something) (is|) (waiting|pending|open|outstanding) for (my|your|our|) (approval|ok|decision|yes|me|sign-off|go-ahead)',
            'what (do|must|should|can) i (have to|need to|) (approve|decide|sign off|ok)',
            'what needs (my|an|) (approval|ok|decision|approving|sign-off|yes)',
            '(pending|open|waiting|outstanding) (approvals|requests)',
            'what approvals are (waiting|open|pending|outstanding)',
            'what is waiting to be approved',
            'approvals',
            'who is waiting for (my|an) (approval|ok)',
            'does anything need (my|an) (ok|approval|decision|sign-off)',
            'anything to (approve|sign off|decide)',
            'what did claude (ask|want) (for|to do)',
          ],
        },
      ],
      not: ['approve it', 'what are we waiting for', 'show the tasks that wait', 'decline the request'],
      words: {
        status: {
          pending: ['pending', 'open', 'waiting', 'outstanding', 'undecided', 'not decided'],
          done: ['done', 'carried out', 'approved', 'executed', 'went through', 'accepted', 'status done'],
          failed: ['failed', 'went wrong', 'did not work', 'with an error'],
          declined: [
            'declined',
            'decline',
            'refused',
            'turned down',
            'rejected',
            'said no to',
            'refuse',
            'reject',
          ],
          expired: ['expired', 'run out', 'ran out', 'expire', 'lapsed', 'timed out', 'too old'],
        },
      },
      answer: approvalsTold,
    },
    'approvals.get': {
      say: [
        '(show|open|read|see|view) (me|) (the|) (approval|request) {id}',
        '(show|open) (me|) (the|that|this) (approval|request) (about|for|from|of) {id}',
        'what (exactly|) does the (approval|request) (about|for|from) {id} (want|ask|say)',
        'details of the (approval|request) {id}',
        'what became of the (approval|request) (about|for|to) {id}',
        'tell me more about the (approval|request) {id}',
        'who asked for {id} to be approved',
        '(what|who) asked to {id}',
        'what would happen if i approve {id}',
        'what is the (waiting|pending) (approval|request) about',
        'read the (approval|request) {id}',
        'explain the (approval|request) {id}',
        'what does {id} want to change',
        'what exactly is asked for in {id}',
        'show that request in detail',
        'look at the (approval|request) {id}',
        'what happened to the (approval|request) {id}',
        'status of the (approval|request) {id}',
        'was the (approval|request) {id} (approved|declined|carried out)',
        'has anyone decided (on|about) the (approval|request) {id}',
      ],
      ask: { id: 'Which approval do you mean?' },
    },
    'approvals.approve': {
      say: [
        '(approve|accept|allow|confirm|ok|sign off|okay) (it|that|this|them|the request|the approval|the pending one|the first one|all of them)',
        '(approve|accept|allow|confirm|ok) (removing|the removal of|creating|changing|adding|the change of) {x}',
        '(fine|ok|yes|all right), (approve|accept|allow) it',
        '(say|give) (yes|ok|the ok|the go-ahead) to {x}',
        'approve what {x} (asked for|wants)',
        'approve (all|everything|all requests)',
        'let {x} (do it|remove it|go ahead)',
        'approve the request (of|from|about|to) {x}',
      ],
      not: ['what do i have to approve', 'what is waiting for my approval'],
      where: page,
    },
    'approvals.decline': {
      say: [
        '(decline|refuse|reject|turn down|deny) (it|that|this|them|the request|the approval|the pending one|what was asked)',
        '(say|) no to (what|the request|it|that) {x} (asked for|wants|)',
        'turn (it|that|this|the request) down',
        "don't (approve|allow) (it|that|this|the request)",
        '(decline|reject|refuse) (removing|the removal of|creating|the change of|what) {x}',
        '(decline|reject|refuse) the request (of|from|about|to) {x}',
        'decline (all|everything)',
      ],
      not: ['which approvals did we decline'],
      where: page,
    },
    'approvals.edit': {
      say: [
        '(change|edit|correct|amend|adjust) (the|that|this|a|) (waiting|pending|) (request|approval) (before i approve it|before approving|first|)',
        "i'd like to change (the|what) (request|is asked for) before i approve it",
        'edit what {x} asked for',
      ],
      where: page,
    },
  },
} satisfies Phrases
