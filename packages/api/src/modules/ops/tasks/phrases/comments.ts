import type { ActPhrases } from '../../../../platform/catalog/phrases.ts'
import { commentsTold } from './telling.ts'

export const comments: ActPhrases = {
  say: [
    '(show|list|read|see|get) (me|) (the|all|all the|) (comments|discussion|remarks|conversation|notes) (on|of|to|under|for|about) {taskId}',
    'what (was|has been|did people|did they|did anyone|did we) (said|say|comment|commented|write|written) (about|on|under) {taskId}',
    '(any|are there any|are there|is there any) (comments|comment|remarks|replies|discussion) (on|about|for|under) {taskId}',
    'what are the comments (on|for|about) {taskId}',
    'comments (on|of|for) {taskId}',
    '(who|did anyone|did anybody|has anyone) (commented|comment|reply|replied) (on|to) {taskId}',
    '(did|has) (anyone|anybody|somebody|someone) (already|) (comment|commented|write|written|say|said) (anything|something) (on|in|under|about) {taskId}',
    '(what|who) (wrote|said) (something|anything|what|) (about|on|under) {taskId}',
    '(last|latest|newest) comments (on|of) {taskId}',
    'read me what they wrote on {taskId}',
    'show the thread (of|on) {taskId}',
    'does {taskId} have (any|) comments',
    'how many comments does {taskId} have',
    'what does the discussion on {taskId} say',
    'open the comments of {taskId}',
    'did {taskId} get (any|) (comments|replies)',
    'what have people said about {taskId}',
    'has anybody written anything under {taskId}',
    'the discussion about {taskId}',
    'comments please for {taskId}',
    'show comments',
  ],
  not: ['comment on the roster: please hurry', 'show the roster', 'what did we do today'],
  ask: { taskId: 'The comments of which task?' },
  answer: commentsTold,
}
