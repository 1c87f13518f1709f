import type { Phrases } from '../../platform/catalog/phrases.ts'
import { assign, update } from './tasks/phrases/changing.ts'
import { complete, remove, reopen, restore } from './tasks/phrases/ending.ts'
import { addComment, create } from './tasks/phrases/making.ts'
import { comments } from './tasks/phrases/comments.ts'
import { taskGuides } from './tasks/phrases/guides.ts'
import { move } from './tasks/phrases/moving.ts'
import { count, get, list } from './tasks/phrases/reading.ts'

/** How people ask for tasks. */
export const opsPhrases = {
  help: {
    'tasks.create': { about: 'Tasks', say: 'Remind me to call the bank tomorrow at 10' },
    'tasks.list': { about: 'Tasks', say: 'What is due this week?' },
  },
  guides: taskGuides,
  acts: {
    'tasks.list': list,
    'tasks.count': count,
    'tasks.get': get,
    'tasks.create': create,
    'tasks.update': update,
    'tasks.assign': assign,
    'tasks.move': move,
    'tasks.complete': complete,
    'tasks.reopen': reopen,
    'tasks.remove': remove,
    'tasks.restore': restore,
    'tasks.comments.list': comments,
    'tasks.comments.add': addComment,
    'notes.propose': {
      say: [
        '(turn|make) (these|the|my|our|) (meeting|) notes into tasks',
        '(find|read|get) (the|) tasks (in|out of|from) (these|the|my|) (meeting|) notes',
      ],
      where: 'on the page “Tasks”, by “From notes”',
    },
    'notes.accept': { say: [], where: 'on the page “Tasks”, by “From notes”' },
    'tasks.export': {
      say: [
        '(export|download) (the|my|all|) tasks (as csv|to excel|as a sheet|)',
        'give me a (csv|spreadsheet|sheet|file) of (the|all|my|) tasks',
        'save the tasks as a file',
        '(i need|can i have|could i get|give me|put) (all|) (my|our|the|) tasks (in|as|into) (a|an|) (excel|excel sheet|spreadsheet|csv|file|sheet)',
        '(get|pull|take) (the|all|my|our|) tasks out (as a file|into excel|)',
        'tasks (to|as|in) (excel|csv|a spreadsheet)',
      ],
      where: 'on the page “Tasks”, by “Export”',
    },
  },
  words: {
    priority: {
      high: [
        'high',
        'urgent',
        'important',
        'critical',
        'asap',
        'high priority',
        'top priority',
        'highest',
        'high-priority',
        'urgently',
        'very urgent',
        'very important',
        'highest priority',
        'priority high',
        'high prio',
        'prio high',
        'top prio',
      ],
      normal: [
        'normal',
        'medium',
        'regular',
        'normal priority',
        'medium priority',
        'back to normal',
        'normal prio',
        'medium prio',
        'priority normal',
        'back to normal priority',
        'back to normal prio',
      ],
      low: [
        'low',
        'low priority',
        'lowest',
        'minor',
        'unimportant',
        'not urgent',
        'not important',
        'low-priority',
        'no rush',
        'no hurry',
        'not so urgent',
        'not that urgent',
        'not so important',
        'not that important',
        "isn't urgent",
        "isn't important",
        "isn't so urgent",
        "isn't that urgent",
        "isn't so important",
        "isn't that important",
        "aren't urgent",
        "aren't important",
        "aren't so urgent",
        'no longer urgent',
        'less urgent',
        'less important',
        'lowest priority',
        'priority low',
        'low prio',
        'prio low',
      ],
    },
  },
} satisfies Phrases
