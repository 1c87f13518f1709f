import type { Phrases } from '../../platform/catalog/phrases.ts'

const byHand = 'on the page of the list, under “Views”'

/** How people ask for saved views. */
export const viewsPhrases = {
  acts: {
    'views.list': {
      say: [
        '(show|list) (me|) (the|our|my|all|) (saved|) views (of|over|in) (the|our) (data|lists)',
        '(show|list) (me|) (the|our|my|all|) saved (views|searches|filters)',
        '(which|what) (saved views|saved searches|saved filters) (do we have|are there|did we save)',
        '(find|search|look for) (the|a|) saved (view|search|filter) (called|named|about|with) {search}',
      ],
      not: ['list the saved flights', 'show the saved trips', 'show the page views'],
    },
    'views.get': {
      say: [
        'what does the (saved|) view {id} (show|filter|hold)',
        '(how|by what) is the (saved|) view {id} (filtered|sorted)',
        '(which|what) list is the (saved|) view {id} (of|a view of)',
      ],
      ask: { id: 'Which saved view?' },
      where: byHand,
    },
    'views.create': {
      say: [
        '(save|keep|store|remember) (this|these|the|my|a) (filter|filters|view|search|sorting|selection) (for later|for next time|as {x}|)',
        '(save|keep|store) (this|the|a) (list|filter|view) of (tasks|invoices|customers) (as {x}|)',
        '(make|create|set up|add) a (saved view|saved filter|saved search|view) (of|for|called|with) {x}',
        'save the (task|invoice|order) (list|filter) (as it is|with its filters)',
        'call this (filter|view|search) {x}',
      ],
      not: ['save the task', 'keep the roster'],
      where: byHand,
    },
    'views.update': {
      say: [
        '(rename|change) the saved (view|filter|search) {x}',
        'let the (others|team|colleagues) see my saved (view|filter|search)',
        'share the saved (view|filter) {x} (with everybody|with the team|)',
      ],
      where: byHand,
    },
    'views.remove': {
      say: [
        '(remove|delete|drop) (the|my) saved (view|filter|search) {x}',
        'get rid of the saved (view|filter) {x}',
      ],
      not: ['remove the task', 'delete the roster'],
      where: byHand,
    },
  },
} satisfies Phrases
