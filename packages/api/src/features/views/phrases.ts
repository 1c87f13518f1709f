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
    'views.create': { say: [], where: byHand },
    'views.update': { say: [], where: byHand },
    'views.remove': { say: [], where: byHand },
  },
} satisfies Phrases
