import type { Guide } from '../../../../platform/catalog/phrases.ts'

/** How the assistant is asked to do something is told by the phrases of that act. */
const HOW_ELSE = [
  'how do i (add|make|rename|assign|finish|close|reopen|delete|move|tag|share) a task',
  'how do i put a (photo|comment|time|date|tag|note) on a task',
  'how do i (give|hand) a task to somebody else',
  'how do i change the (day|time|title|name|priority) of a task',
]

/** What is done on the page of tasks, and what stands there. */
export const taskGuides: Readonly<Record<string, Guide>> = {
  board: {
    title: 'How the board works',
    say: [
      '(how do i|how can i|how do you|where do i) (see|view|show|open|get) (the|my|our) (tasks|jobs|to-dos) (as|on|in) (a|the|) (board|columns|kanban board|kanban)',
      '(how do i|how can i|where do i) (switch|change|go|get) (from|between) the list (to|and) the board',
      '(how do i|how can i|where do i) (switch|change|go|get) (back|) to the (board|list) (view|)',
      'can the tasks be (shown|seen|laid out) (as|in) (columns|a board|a list) (instead|)',
      '(where|on which page) (is|do i find|can i find) the (board|kanban board|list view) (with the columns|with all the cards|)',
      '(which|what) page (has|shows) the (board|columns)',
      '(how does|what is) the board (work|for)',
      'how do i (use|read|work with) the board',
      'is there a (board|kanban) (view|) (of|for) (the|our) tasks',
      'what (do|are) the columns (on the board|) (mean|for)',
    ],
    not: [
      ...HOW_ELSE,
      'show me the board',
      'what is on the board',
      'put it on the board',
      'which columns does the data have',
    ],
    tell: 'On the page “Tasks”, choose “Board” or “List” at the top. On the board each column is a status: drag a card to another column, or open it and change its status there.',
  },
  order: {
    title: 'How cards are moved',
    say: [
      '(how do i|how can i|can i|how do you) (change|set|arrange|sort|move) the order of (the|) (cards|tasks) (on the board|in a column|)',
      '(how do i|how can i|can i|am i able to) (drag|move) (the|) (cards|tasks|things) (about|around|up and down|to another column|with the mouse|by hand|with the keyboard)',
      '(how do i|how can i) put one (card|task) above (the other|another)',
      'do (the|) cards (stay|keep) (in|) the order (i put them in|i drag them to)',
    ],
    not: [...HOW_ELSE, 'move the roster to the top', 'put the labels above the roster'],
    tell: 'Drag a card up or down in its column, or to another column; it stays where you drop it. By keyboard: choose the card, press Space, move it with the arrow keys, and press Space again. You can also tell me: “put the roster in the doing column, above the labels”.',
  },
  statuses: {
    title: 'What the columns mean',
    say: [
      '(what is|what does) the (waiting|doing|to do|to-do|in progress|done) column (for|mean)',
      '(what is|explain|what does) the (status|state) (waiting|doing|in progress|to do) (mean|for|)',
      "(what is|what's|whats) the difference between (waiting|doing|to do|in progress) and (waiting|doing|to do|done)",
      'when (do i|should i|would i) (use|put something in) (waiting|doing|in progress)',
      'what is the difference between waiting and doing',
      'what is the difference between waiting and doing on the board',
      'what is the difference between to do and in progress in a task',
      'which is it, waiting or in progress, when we depend on somebody else',
      'what (statuses|states) (can a task have|are there|do tasks have)',
    ],
    not: ['what is waiting', 'what is in progress', 'show the waiting tasks'],
    tell: 'To do: nobody has begun. In progress: somebody is at it. Waiting: it depends on somebody or something else. Done: it is finished, and no longer counts as open.',
  },
  mine: {
    title: 'How tasks are filtered',
    say: [
      '(how do i|how can i|where do i) (see|show|filter|get) (only|just) (my|my own) (tasks|cards|jobs) (on the board|in the list|on the page|)',
      '(how do i|how can i|where do i) (filter|narrow) the (board|list|tasks) (by|for|to) (person|one person|tag|priority|me)',
      '(how do i|how can i) hide (the|) (done|finished|other) (tasks|cards)',
    ],
    not: [...HOW_ELSE, 'show my tasks', 'what are my tasks', 'only my tasks'],
    tell: 'Above the board and the list are filters for person, status, priority, tag and day. Choose “Me” as the person to see what is yours alone. “Views” keeps such a choice for next time.',
  },
  removed: {
    title: 'What becomes of removed tasks',
    say: [
      '(how does|what is) the (bin|trash|recycle bin) (work|for|here|)',
      '(what happens to|where do) (a task|tasks|something|things) (that is|that are|i|we|) (removed|deleted|removed by mistake) (go|) (to|)',
      '(is|are) (a|) (removed|deleted) (task|tasks|things) (gone|lost) (for good|forever|for ever)',
      '(for how long|how long) (are|is|do you keep) (removed|deleted) (tasks|things) (kept|)',
      '(can i|how do i|how can i) (get|bring) (a task|something|it) back (that i|after i|when i have|if i) (removed|deleted|removed it) (by mistake|by accident|)',
      'what if i (remove|delete) (something|a task) by (mistake|accident)',
      '(does|will) (a|something|) (removed|deleted) (task|) (vanish|disappear|stay|go|be gone) (for good|after a while|in the bin|one day)',
      'when i (remove|delete) (a task|something) (is it gone|does it stay|where does it go|can i get it back)',
      '(where|on which page) (is|do i find) the (bin|trash) (with what was removed|)',
    ],
    not: [
      ...HOW_ELSE,
      'what is in the bin',
      'restore the flyers',
      'delete the roster',
      'bring the flyers back',
    ],
    tell: 'A removed task leaves the board and the list and is kept, with its comments. “Show removed tasks” lists them, and “restore …” brings one back as it was.',
  },
  overdue: {
    title: 'When a task is overdue',
    say: [
      '(when|from when on) (does|is) a task (count|counted|) (as|) (overdue|late)',
      '(what does|what is) overdue (mean|count as)',
      '(how|when) (do you|does it) decide (that|if|whether) (something|a task) is (late|overdue)',
      'is a task (late|overdue) (at midnight|on the day itself|at the hour it is due|once its time has passed)',
    ],
    not: ['what is overdue', 'which tasks are late'],
    tell: 'A task is overdue from the day after its due day, as long as it is not done. A time of day does not change that: what is due today at three counts as due today until midnight.',
  },
  recurring: {
    title: 'How tasks recur',
    say: [
      '(how do i|how can i|how are|can i) (set up|make|create|have) (recurring|repeating|regular) (tasks|jobs|reminders) (set up|made|)',
      '(how do i|how can i|can i) (make|have|let) a task (repeat|recur|come back) (by itself|every week|each month|regularly|)',
      'is there a way to (repeat|have) (a|the same) task (every week|each month|again and again|)',
      'do you (do|have|support) (recurring|repeating) tasks',
    ],
    not: [...HOW_ELSE, 'every Monday make a task: order milk', 'repeat the roster'],
    tell: 'Tell me what should happen when: “every Monday at 9 make a task: order milk”. I put up a workflow for it, and you will find it on the page “Workflows”.',
  },
  mention: {
    title: 'How somebody is mentioned',
    say: [
      '(how do i|how can i|can i) (mention|tag|name|ping|@) (somebody|someone|a colleague|a person|people) (in a comment|under a task|in a note|)',
      '(how do i|how can i) (get|make) (somebody|someone|a colleague) (hear|to hear|told|notified) of a comment',
      "(how do i|how can i) write somebody's name in a comment so (that|) they (hear of it|are told|see it)",
    ],
    not: [...HOW_ELSE, 'comment on the roster', 'tag the roster staff'],
    tell: 'Write @ in a comment on the page of the task and choose the person. They are told of it, as their notification settings have it.',
  },
}
