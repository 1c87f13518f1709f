import type { Phrases } from '../../platform/catalog/phrases.ts'

const byHand = 'on the page of the record it belongs to, under “Files”'

/** How people ask for attached files. */
export const filesPhrases = {
  acts: {
    'files.list': {
      say: [
        '(show|list) (me|) (the|our|all|) (files|attachments|attached files)',
        '(which|what) (files|attachments|attached documents) (do we have|are there)',
        '(find|look for|search for) (the|a|) (file|attachment|attached document) (called|named|with|) {search}',
        '(find|list|show) (files|attachments) (called|named|with) {search}',
        'where is the (file|attachment) {search}',
        'is there (a file|an attachment) (called|named) {search}',
        'which files did we attach',
        '(latest|newest|recent) (files|attachments|uploads)',
        'which files were uploaded (lately|recently)',
        '(show|list) (the|all|our) {kind} files',
      ],
      not: ['list the tasks', 'export the tasks as a file', 'find the task Seal'],
      words: {
        kind: {
          pdf: ['pdf', 'PDF'],
          xlsx: ['Excel', 'workbook'],
          csv: ['csv', 'CSV'],
          eml: ['mail', 'e-mail'],
          txt: ['text'],
        },
      },
    },
    'files.get': {
      say: [
        '(show|open) (me|) the (file|attachment) {id}',
        '(who|when) (uploaded|attached) the (file|attachment) {id}',
        'how (large|big) is the (file|attachment) {id}',
        '(details|facts) (of|about) the (file|attachment) {id}',
        'what (kind|type) of file is {id}',
        'what is the (file|attachment) {id} attached to',
        'tell me about the (file|attachment) {id}',
      ],
      not: ['open the task Seal', 'who made the task Seal'],
      ask: { id: 'Which file?' },
    },
    'files.attach': {
      say: [
        '(attach|upload) (a|the|this|my) (file|document|pdf|photo|picture|receipt|scan) (to {x}|)',
        '(add|put|pin|stick) (a|an|this|the|my) (photo|picture|photograph|image|screenshot|drawing) (to|on|onto|under) (a|the|this|my) (task|record|invoice|customer)',
        '(add|put|pin|stick) (a|an|this|the|my) (receipt|scan|pdf|file|document|spreadsheet|certificate) (to|on|onto|under) (a|the|this|my) (task|record|invoice|customer)',
        '(attach|upload) (photos|pictures|files|documents|receipts) (to|for) (a|the|this) (task|record|invoice)',
        '(a|the|this) (photo|picture|file|receipt) (should|has to|needs to) be attached to {x}',
        'i have a (photo|picture|file|receipt|pdf) for {x}, where does it go',
        'where (do|can) (i|we) (attach|upload|drop|put) (a|the) (file|photo|picture|document|receipt)',
        'upload (something|this) to the task',
      ],
      where: byHand,
    },
    'files.rename': {
      say: ['rename the (file|attachment) {id} (to {name}|)'],
      where: byHand,
    },
    'files.remove': {
      say: ['(delete|remove) the (file|attachment) {id}'],
      not: ['remove the task Seal'],
      where: byHand,
    },
  },
} satisfies Phrases
