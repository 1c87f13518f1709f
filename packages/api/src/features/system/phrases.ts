import type { Phrases } from '../../platform/catalog/phrases.ts'
import { briefingTold } from './briefing-told.ts'
import { foundTold } from './found-told.ts'
import { hubGuides } from './guides.ts'
import { helpTold } from './help-told.ts'

/** How people ask about the hub itself. What it can do is told by the assistant's own help. */
export const systemPhrases = {
  help: {
    'system.briefing': { about: 'The day', say: 'What needs me today?' },
  },
  guides: hubGuides,
  acts: {
    'system.status': {
      say: [
        '(what|which) version (of the hub|) (is this|are we running|do we run|are we on|is running)',
        '(show|see|what is|whats|check) (the|) (status|state|version) (of the hub|of this hub|)',
        'hub (status|version)',
        '(is|are) (the hub|everything|the system) (up|ok|working|running|fine|online)',
        'can (people|anybody|anyone|strangers) register (here|)',
        'is registration (open|closed)',
        'which (model|assistant) (answers|is behind the assistant|is set up)',
        'what answers as the assistant',
        'system status',
        'version',
        'are we up to date',
        'how old is this hub',
        'which release is installed',
        'status of the hub',
        'is the server running',
        'is the system ok',
        'may new people sign up by themselves',
        'is a language model connected',
        'what software version is this',
        'health of the hub',
      ],
      not: ['what is the status of the roster', 'are you a language model'],
    },
    'system.find': {
      say: [
        '(find|search for|look for|look up) (anything|everything|something) (called|named|about|with|like) {query}',
        '(search|look) (everywhere|the whole hub|the hub|across everything) for {query}',
        'where (is|do i find|can i find) {query} (in the hub|in the app|)',
        '(is there|do we have) anything (called|named) {query}',
        'find {query} (anywhere|in the hub|everywhere|across the hub)',
        'search all modules for {query}',
      ],
      not: ['find tasks about invoices', 'find the member Ana', 'where am i'],
      answer: foundTold,
    },
    'system.briefing': {
      say: [
        '(give me|show me|read me|read|tell me|what is in|see|open) (the|my|our|todays|today’s) briefing (for today|of today|of the day|)',
        '(the|my|) (morning|daily) briefing(, please|)',
        'brief me (on the day|for today|on today|)',
        '(what|who|which things) (needs|need) (me|us) (today|now|right now|this morning|)',
        'does anything need (me|us) (today|now|right now|)',
        'is there anything that needs (me|us) (today|now|)',
        '(what|anything) needs my attention (today|now|first|)',
        'what is good to know (today|this morning|)',
        'what should i know (before i start|this morning)',
        'how does the day look',
      ],
      not: ['what is due today', 'what is waiting for my approval', 'add a task: prepare the briefing'],
      answer: briefingTold,
    },
    'system.help': {
      say: [
        'list (all|every|the|your) (tools|acts|functions|commands)',
        'which tools (are there|do you have|can you use|can i use)',
        '(show|list) (me|) (all|) (available|) tools',
        'all tools (of the hub|)',
        'tool list',
        'what tools does the hub have',
        'list everything the hub can do',
        'a full list of what is possible',
        'every tool i may use',
        'list of functions',
        'complete list of commands',
        'what functions does the hub offer',
        'overview of all tools',
        'show every command',
        'which commands exist',
        'tools',
        'give me the list of tools',
        'all things the hub offers',
        'list the functions of the assistant',
        'which acts are there',
      ],
      answer: helpTold,
    },
  },
} satisfies Phrases
