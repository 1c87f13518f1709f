import type { ActPhrases } from '../../../../platform/catalog/phrases.ts'
import { changeTold, quoted } from './telling.ts'

/** By hand it is dragged; said, the place among the others is named. */
export const move: ActPhrases = {
  say: [
    '(put|place|drag) {id} (right|) (below|under|after) {after}',
    '(put|place|drag) {id} (right|) (above|over|before) {before}',
    '(put|move|drag) {id} (to|at|on) (the|) top of (the|) {status} (column|list|)',
    '(move|put|drag|slide|shift) {id} (back|over|across|) (to|in|into) (the|) {status} column',
    '(move|put|drag|slide|shift) {id} (back|over|across|) (to|in|into) the column {status}',
    '(stick|pop|bump|bring|throw|shove|bung) {id} (over|) (to|in|into) (the|) {status} column',
    '(put|move|place) {id} (in|into|to) the column (for|of) {status} (tasks|things|cards|jobs)',
    '{id} (goes|belongs|can go) (in|into|to) (the|) {status} column',
    'on the board (move|shift|drag|slide|put) {id} (over|across|) (to|into) {status}',
    '(drag|slide) {id} (over|across|) (to|into) {status}',
    'rank {id} (below|under) {after} (on the board|)',
    'rank {id} (above|over) {before} (on the board|)',
    '{id} (belongs|comes|goes) (below|under) {after} on the board',
    '{id} (belongs|comes|goes) (above|over) {before} on the board',
    '(move|put|drag|slide|shift) {id} (over|) (into|to|in) (the|) {status} (column|), (right|directly|just|) (under|below|beneath|behind) {after}',
    '(move|put|drag|slide|shift) {id} (over|) (into|to|in) (the|) {status} (column|), (right|directly|just|) (above|over|before) {before}',
    '{id} (goes|belongs) in (the|) {status} column (right|just|) (below|after) {after}',
    'move {id} up (on the board|in its column|)',
    'move {id} down (on the board|in its column|)',
    '(reorder|sort) {id} on the board',
  ],
  not: [
    'move the roster to Monday',
    'move the roster to doing',
    'put the roster on Monday',
    'the roster is done already',
  ],
  ask: { id: 'Which task should I move?', status: 'Into which column: to do, in progress, waiting or done?' },
  proposal: ({ named }) => `move ${quoted(named('id'))} on the board`,
  answer: changeTold((title) => `${quoted(title)} is moved`),
}
