import type { Phrases } from '../../platform/catalog/phrases.ts'
import { assistantGuides } from './guides.ts'

/** What of the assistant itself is done by hand. */
export const assistantPhrases = {
  guides: assistantGuides,
  acts: {
    'assistant.ask': {
      say: [],
      where: 'in the box “Ask your business” on the dashboard',
    },
    'assistant.conversations.list': {
      say: [
        '(show|list) (my|our|) (old|earlier|past|) (conversations|chats)',
        'find our conversation about {x}',
        'chat history',
      ],
      where: 'on the page “Assistant”, in the list of conversations',
    },
    'assistant.conversations.remove': {
      say: ['(delete|remove|clear|forget) (this|that|the|our|my|) (conversation|chat|chat history)'],
      where: 'on the page “Assistant”, from the menu of the conversation',
    },
    'assistant.conversations.rename': {
      say: ['rename (this|the) (conversation|chat) (to {x}|)', 'call this chat {x}'],
      where: 'on the page “Assistant”, from the menu of the conversation',
    },
    'assistant.instructions.set': {
      say: [
        '(change|set) (your|the|) instructions (for the assistant|)',
        'from now on always answer in {x}',
        'teach the assistant our rules',
      ],
      where: 'on the page “Settings”, under “Assistant”',
    },
    'assistant.drivers': {
      say: ['which (models|assistants) can answer', 'switch to another model', 'use a better model'],
      where: 'on the page “Assistant”',
    },
  },
} satisfies Phrases
