import type { ActPhrases } from '../../platform/catalog/phrases.ts'

/** How people ask for runs, and for what steps do. */
export const runsPhrases = {
  'workflows.runs.list': {
    say: [
      '(show|list) (me|) (the|all|) runs of (the|our|) workflows',
      '(show|list) (me|) the runs of the workflow {workflowId}',
      '(which|what) workflow runs are {status}',
      'what did the workflow {workflowId} do',
      'how often did the workflow {workflowId} run',
      'when did the workflow {workflowId} last run',
      'has the workflow {workflowId} run (today|yet)',
      '(the|) (last|latest|newest) {limit} workflow runs',
      'what did our workflows do (today|lately)',
      'runs of workflows',
      'workflow history',
      'history of (the|our) workflow runs',
      'show (me|) the {status} runs of the workflow {workflowId}',
      'is the workflow {workflowId} running (now|)',
      'which workflows wait for me',
      'what became of the workflow {workflowId}',
      'have all workflow runs gone through',
      'list what the automations did',
    ],
    setting: [
      {
        set: { status: 'failed' },
        say: [
          '(which|what) (workflow|) runs (failed|have failed)',
          'did (any|a) workflow fail (today|)',
          '(which|what) workflows (broke|went wrong|crashed|have crashed|ended in an error)',
          '(has|did) any (automation|workflow) (go wrong|gone wrong|break|crash|crashed|broken down)',
          'did the workflow {workflowId} (fail|crash|break|go wrong) (today|lately|)',
          '(show|list) (me|) the runs that (failed|broke|went wrong)',
          'any failed (workflow|) runs (today|lately|)',
        ],
      },
    ],
    not: ['show the jobs', 'what did we spend'],
    words: {
      status: {
        queued: ['queued'],
        running: ['running', 'under-way'],
        waiting: ['waiting'],
        paused: ['paused'],
        done: ['finished', 'done'],
        failed: ['failed', 'broken', 'failing', 'crashed', 'in error', 'gone wrong', 'went wrong'],
        canceled: ['canceled', 'stopped'],
      },
    },
  },
  'workflows.runs.get': {
    say: [
      '(show|open|read) (me|) the (workflow|automation) run {id}',
      '(why did|how did|when did) the (workflow|automation) run {id} (fail|end|stop)',
      'what (became|came) of the (workflow|automation) run {id}',
      '(details|steps|state|cost) of the (workflow|automation) run {id}',
    ],
    ask: { id: 'Which run?' },
  },
  'workflows.runs.start': {
    say: [
      '(start|run|begin) the workflow {id}',
      '(start|run) the automation {id}',
      'run {id} now, the workflow',
      'let the workflow {id} run (now|once|)',
      'set the workflow {id} going',
      'kick off the workflow {id}',
      'please (start|run) the workflow {id}',
      'can you (start|run) the workflow {id}',
      'have the workflow {id} run (now|once)',
      'launch the workflow {id}',
      'fire the workflow {id}',
      'trigger the workflow {id}',
      'do the workflow {id} (now|once)',
      'execute the workflow {id}',
      'the workflow {id} should run now',
      'get the workflow {id} going',
      'start workflow {id} by hand',
      'run the workflow {id} once more',
      'put the workflow {id} in motion',
      'carry out the workflow {id}',
    ],
    not: ['make a workflow called Seal', 'start the task Seal'],
    ask: { id: 'Which workflow?' },
  },
  'workflows.runs.test': {
    say: [
      '(test|try out|rehearse|dry-run) the (workflow|automation|draft of the workflow) {id}',
      '(do|make|begin) a (test|trial|dry) run of the (workflow|automation) {id}',
    ],
    ask: { id: 'Which workflow?' },
  },
  'workflows.runs.cancel': {
    say: [
      '(stop|cancel|end|abort|break off) the (workflow|automation) run {id}',
      'do not go on with the (workflow|automation) run {id}',
      'the (workflow|automation) run {id} (can|should|must) (stop|end)',
      '(please|can you) (stop|cancel) the (workflow|automation) run {id}',
    ],
    ask: { id: 'Which run?' },
  },
  'workflows.runs.retry': {
    say: [
      '(retry|repeat|rerun|redo) the (workflow|automation) run {id}',
      'try the (workflow|automation) run {id} (again|once more)',
      '(go on|continue) with the (failed|stopped|broken) (workflow|automation) run {id}',
      'the (workflow|automation) run {id} failed, try it again',
    ],
    ask: { id: 'Which run?' },
  },
  'workflows.actions.sendEmail': {
    say: [
      '(send|write) (a mail|an e-mail|an email) to {to} (saying|that says|with the text) {text}',
      '(send|write) {to} (a mail|an e-mail|an email) (saying|with the text) {text}',
      '(mail|e-mail) {to} (that|the words) {text}',
    ],
    asSaid: ['text'],
    ask: { to: 'To which address?', subject: 'What should its subject be?', text: 'What should it say?' },
  },
  'workflows.actions.callApi': {
    say: [
      '(call|ask|query|request) the (service|address|api) (at|) {url}',
      '(send|make) a (request|call) to (the service|the api|) {url}',
      '(fetch|get|read) (what is at|the answer of) the (service|address|api) {url}',
    ],
    ask: { url: 'Which address?' },
  },
  'workflows.actions.askModel': {
    say: [
      '(ask|put to) the (language model|model|ai) {question}',
      'have the (language model|model|ai) (answer|say) {question}',
      '(question|a question) for the (language model|model|ai): {question}',
      'let the (language model|model|ai) (answer|think about) {question}',
    ],
    asSaid: ['question'],
    ask: { question: 'What should the model be asked?' },
  },
  'workflows.runs.decide': {
    say: ['say yes to the step of the workflow {x}'],
    where: 'on the page of the run',
  },
} satisfies Record<string, ActPhrases>
