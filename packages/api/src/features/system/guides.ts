import type { Guide } from '../../platform/catalog/phrases.ts'

/** What is done on every page of the hub. */
export const hubGuides: Readonly<Record<string, Guide>> = {
  shortcuts: {
    title: 'The keyboard shortcuts',
    say: [
      '(are there|is there|what are the|which|show me the|do you have) (any|a|) (keyboard|) (shortcuts|shortcut|hotkeys|keys) (for {x}|here|in the hub|)',
      '(how do i|can i) (use|do) (this|it|everything) (with|by) (the|) keyboard (only|alone|)',
      'is there a (quicker|faster) (way|key) (than|to|for) (the mouse|clicking|{x})',
      'what does the key {x} do',
    ],
    not: ['list the api keys', 'which keys do we have', 'is there a key for the website'],
    tell: 'Press ? on any page to see its shortcuts. Ctrl K (⌘ K on a Mac) searches everything and goes anywhere; N makes a new task on the page “Tasks”.',
  },
  search: {
    title: 'How to search',
    say: [
      '(how do i|where do i|how can i) (search|look for something|find something|find things) (here|in here|in the hub|everywhere|on the page|)',
      'where is the search (box|field|bar|)',
      'is there a search (box|field|for everything|)',
    ],
    not: ['search for oakhollow', 'find the roster', 'look for invoices'],
    tell: 'Press Ctrl K (⌘ K on a Mac), or “Search or jump to” in the sidebar, and write what you look for. You can also ask me: “find Oakhollow everywhere”.',
  },
  theme: {
    title: 'The light and the dark theme',
    say: [
      '(how do i|where do i|can i|how can i) (get|turn on|switch on|switch to|change to|have) (dark|light|night) (mode|theme)',
      '(is there|where is) (a|the) (dark|light|night) (mode|theme) (switch|button|setting|)',
      'where (exactly|) (is|can) (the|) (dark|light) (mode|theme) (be|) (switched on|turned on|found|changed)',
      '(the screen|this|it) is too (bright|dark) (for me|for my eyes|)',
      '(how do i|can i) (make|change) the (colours|letters|text) (darker|lighter|bigger|larger|)',
    ],
    tell: 'The sun or moon in the bar at the top changes between the light and the dark theme. Larger letters come with the zoom of your browser (Ctrl and +).',
  },
  telephone: {
    title: 'The hub on a phone',
    say: [
      '(how do i|can i|how can i) (get|put|have|install) (this|the hub|it) (on|onto) my (phone|telephone|home screen|tablet|desktop)',
      '(is there|do you have) an app (for|on) (the|my|) (phone|iphone|android|tablet|telephone|)',
      'does (this|the hub|it) work on (a|my) (phone|tablet|telephone|mobile)',
    ],
    not: ['change our phone number', 'add a phone number', 'which apps are connected'],
    tell: 'The hub runs in the browser of any phone or tablet. To have it at hand, open it there and choose “Add to home screen” in the menu of the browser.',
  },
  takenBack: {
    title: 'How things are undone',
    say: [
      '(how do i|can i|how can i) (undo|take back|reverse) (something|a change|what i did|a mistake) (here|)',
      'is there an undo (button|)',
      'what if i (make|made|press|pressed|click) (a mistake|something wrong|the wrong button)',
    ],
    not: ['undo that', 'take it back', 'undo the removal of the flyers'],
    tell: 'Behind what you did on a page stands “Undo” for some seconds. What you did through me is taken back by “undo”, as far as it can be. The page “Audit log” shows who changed what.',
  },
}
