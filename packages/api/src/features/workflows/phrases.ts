import type { Phrases, ToldAnswer } from '../../platform/catalog/phrases.ts'

import { workflowGuides } from './guides.ts'
import { workflowsTold } from './list-told.ts'
import { runsPhrases } from './runs-phrases.ts'
import { WorkflowWithDraft } from './schema.ts'

/** A draft is there to be looked at: what is wrong with it, and what is left to do. */
function draftTold(output: unknown): ToldAnswer {
  const { id, name, startsBy, faults } = WorkflowWithDraft.parse(output)
  const [fault] = faults
  const starts = startsBy.length === 0 ? 'It starts by hand.' : `It starts by itself: ${startsBy.join('; ')}.`
  const next =
    fault === undefined
      ? 'It is a draft: open it on the page “Workflows”, look at it, try it, and publish it there.'
      : `It is a draft. Before it can be published: ${fault.message}`
  return { text: `Made the workflow “${name}”. ${starts} ${next}`, shown: [{ id, name }] }
}

const byHand = 'on the page “Workflows”'

/** How people ask for workflows. */
export const workflowsPhrases = {
  help: {
    'workflows.create': { about: 'Again and again', say: 'Every Monday at 9 make a task: order milk' },
  },
  guides: workflowGuides,
  acts: {
    ...runsPhrases,
    'workflows.list': {
      say: [
        '(show|list) (me|) (the|our|my|all|) workflows',
        '(which|what) workflows (are there|do we have|have we got)',
        '(what|which things) (happen|happens|run|runs) by (itself|themselves) here',
        '(which|what) workflows are (on|running|active|switched on)',
        'our automations',
        '(what|which) automations (do we have|are there|are set up)',
        'what have we automated',
        'is there (a|any) workflow for {search}',
        'find the workflow (about|for|with) {search}',
        'do we have an automation for {search}',
        'list (of|) (our|the) automations',
        'workflows overview',
        'what does the hub do on its own',
        'which flows (do we have|are set up)',
        'search the workflows for {search}',
        'how many workflows are there',
        'show (me|) what is automated',
        'which jobs does the hub do every (day|week) by itself',
        'give me (all|) the workflows',
        'workflows, please',
      ],
      not: ['list the tasks', 'which jobs run in the background', 'show the approvals'],
      answer: workflowsTold,
    },
    'workflows.get': {
      say: [
        '(show|open) (me|) the workflow {id}',
        'what does the workflow {id} do',
        '(details|steps|state) of the workflow {id}',
        'is the workflow {id} on',
        'when does the workflow {id} run (next|)',
        'what starts the workflow {id}',
        'explain the workflow {id}',
        'which steps does the workflow {id} have',
        'look at the workflow {id}',
        'what is wrong with the workflow {id}',
        'tell me about the workflow {id}',
        'is the workflow {id} published',
        'the draft of the workflow {id}',
        'read the workflow {id}',
        'how does the workflow {id} work',
        'who made the workflow {id}',
        'describe the workflow {id}',
        'is there anything to mend in the workflow {id}',
        'which version of the workflow {id} runs',
        'check the workflow {id}',
      ],
      ask: { id: 'Which workflow?' },
    },
    'workflows.create': {
      say: [
        '(make|create|add|begin|start|set up) a (new|) workflow (called|named) {name}',
        '(make|create|add) a (new|) workflow {name}',
        'new workflow (called|named|) {name}',
        'begin a workflow (called|named) {name}',
        'set up an automation (called|named) {name}',
        '(make|create) an automation (called|named|) {name}',
        'automate {name}',
        'I want a workflow (called|named|for) {name}',
        'we need a workflow (called|named|for) {name}',
        'draft a workflow (called|named|for) {name}',
        'put together a workflow (called|named) {name}',
        'a new automation: {name}',
        'please add a workflow (called|named) {name}',
        'can you make a workflow (called|named) {name}',
        'let us have a workflow (called|named) {name}',
        'open a new workflow (called|named) {name}',
        'create the workflow {name}',
        'build a workflow (called|named) {name}',
        'prepare a workflow (called|named) {name}',
        'I would like to automate {name}',
      ],
      not: ['add a task called Seal', 'create a key called Till', 'start the workflow Seal'],
      ask: { name: 'What should the workflow be called?' },
      proposal: ({ input, named }) =>
        `make the workflow “${named('name')}”${'draft' in input ? ` (${named('draft')})` : ''}`,
      answer: draftTold,
    },
    'workflows.switch': {
      say: [
        '(turn|switch) the workflow {id} {isOn}',
        '(turn|switch) {isOn} the workflow {id}',
        'set the workflow {id} to {isOn}',
        'the workflow {id} should be {isOn}',
        '(turn|switch) the automation {id} {isOn}',
        '(turn|switch) {isOn} the automation {id}',
        'please (turn|switch) {isOn} the workflow {id}',
        'please (turn|switch) the workflow {id} {isOn}',
        'can you (turn|switch) the workflow {id} {isOn}',
        'workflow {id}: {isOn}',
        'put the workflow {id} {isOn}',
        'make the workflow {id} {isOn}',
        'I want the workflow {id} {isOn}',
        'have the workflow {id} {isOn}',
        'the automation {id} should be {isOn}',
        'let the workflow {id} be {isOn}',
        'we want the workflow {id} {isOn} (now|)',
        'get the workflow {id} {isOn}',
        '(turn|switch) workflow {id} {isOn} again',
        'bring the workflow {id} {isOn}',
      ],
      setting: [
        {
          set: { isOn: false },
          say: ['(disable|deactivate|pause|stop) (the|) (workflow|automation|) {id} (for now|)'],
        },
        {
          set: { isOn: true },
          say: ['(enable|activate|resume) (the|) (workflow|automation|) {id} (again|)'],
        },
      ],
      words: {
        isOn: { true: ['on', 'active', 'back on', 'on again'], false: ['off', 'inactive', 'back off'] },
      },
      ask: { id: 'Which workflow?', isOn: 'On or off?' },
      proposal: ({ input, named }) =>
        `switch the workflow “${named('id')}” ${input['isOn'] === true ? 'on' : 'off'}`,
    },
    'workflows.publish': {
      say: [
        'publish the workflow {id}',
        'put the draft of the workflow {id} into force',
        'make the draft of the workflow {id} live',
        'release the workflow {id}',
        'the workflow {id} can go live',
        'take the workflow {id} live',
        'publish the changes of the workflow {id}',
        'please publish the workflow {id}',
        'can you publish the workflow {id}',
        'publish (my|our) automation {id}',
        'let the workflow {id} go live',
        'put the workflow {id} into force',
        'bring the new version of the workflow {id} into force',
        'publish workflow {id} (now|)',
        'the draft of the workflow {id} is ready, publish it',
        'go live with the workflow {id}',
        'deploy the workflow {id}',
        'make the workflow {id} public within the firm',
        'activate the draft of the workflow {id}',
        'roll out the workflow {id}',
      ],
      ask: { id: 'Which workflow?' },
      proposal: ({ named }) => `publish the workflow “${named('id')}”`,
    },
    'workflows.remove': {
      say: [
        '(remove|delete) the workflow {id}',
        '(get rid of|throw away|scrap) the workflow {id}',
        'we do not need the workflow {id} any more',
        'take the workflow {id} away',
        '(remove|delete) the automation {id}',
        'please (remove|delete) the workflow {id}',
        'the workflow {id} can go',
        'can you (remove|delete) the workflow {id}',
        'drop the workflow {id}',
        'bin the workflow {id}',
        'erase the workflow {id}',
        'I do not want the workflow {id} any more',
        '(remove|delete) workflow {id} for good',
        'the workflow {id} is no longer needed',
        'discard the workflow {id}',
        'away with the workflow {id}',
        'clear the workflow {id} away',
        'end the workflow {id} for good',
        'the automation {id} is not needed any more',
        'dispose of the workflow {id}',
      ],
      not: ['remove the task Seal', 'stop the run of the workflow'],
      ask: { id: 'Which workflow?' },
      proposal: ({ named }) => `remove the workflow “${named('id')}”`,
    },
    'workflows.update': {
      say: [
        '(change|edit|alter|adjust|modify|rework) the (workflow|automation) {id}',
        '(rename|call) the (workflow|automation) {id} {name}',
        'give the (workflow|automation) {id} the name {name}',
        'the (workflow|automation) {id} should be called {name}',
        'describe the (workflow|automation) {id} as {description}',
        'let (at most|) {atOnce} runs of the workflow {id} go at once',
      ],
      ask: { id: 'Which workflow?' },
      proposal: ({ named }) => `change the workflow “${named('id')}”`,
    },
    'workflows.language': {
      say: [
        '(how|in which language) (are|is) (workflows|a workflow) (written|described|put together)',
        'how do I (write|make|describe|build) (a workflow|an automation) (by hand|as text|)',
        '(the guide|the manual|help) for (writing|making) workflows',
      ],
    },
    'workflows.templates': {
      say: [
        '(which|what) (templates|examples|ready-made ones) are there for (workflows|automations)',
        '(show|give|list) (me|) (the|) (templates|examples) (of|for) (workflows|automations)',
        'what can (a workflow|an automation|workflows) do for us',
        '(ideas|examples) for (workflows|automations)',
      ],
    },
    'workflows.versions.list': {
      say: [
        '(show|list|give) (me|) the versions of the (workflow|automation) {id}',
        '(which|what) versions (does|did) the workflow {id} have',
        '(the history|the past|earlier versions) of the (workflow|automation) {id}',
        'who (published|changed) the (workflow|automation) {id}',
        'when was the (workflow|automation) {id} (published|changed)',
      ],
      ask: { id: 'Which workflow?' },
    },
    'workflows.versions.get': {
      say: [
        '(show|open|read|give) (me|) version {number} of the (workflow|automation) {id}',
        '(what was|what is) in version {number} of the (workflow|automation) {id}',
        'how did version {number} of the (workflow|automation) {id} look',
      ],
      ask: { id: 'Which workflow?' },
    },
    'workflows.versions.restore': {
      say: [
        '(go|turn|switch) back to version {number} of the (workflow|automation) {id}',
        '(restore|bring back|take back) version {number} of the (workflow|automation) {id}',
        '(undo|take back) the changes of the workflow {id} to version {number}',
        'make version {number} of the (workflow|automation) {id} (the|its|our) draft (again|)',
      ],
      ask: { id: 'Which workflow?' },
      proposal: ({ named }) => `go back to version ${named('number')} of the workflow “${named('id')}”`,
    },
    'workflows.export': {
      say: [
        '(export|save|download) (the|our|my|) workflow {id} (as a file|as JSON|)',
        '(export|save|download) (all|) (the|our|my|) workflows (as a file|as JSON|)',
        'give me (all|) (the|our) workflows as (a file|JSON)',
      ],
      where: 'on the page of the workflow',
    },
    'workflows.import': { say: ['import a workflow', 'bring in workflows from a file'], where: byHand },
    'workflows.webhookSecret': {
      say: ['show the secret of the webhook of the workflow {x}'],
      where: 'in the workflow',
    },
    // Whoever asks for it is told where the secret is shown, and changed.
    'workflows.rotateWebhookSecret': { say: [], where: 'in the workflow' },
    'workflows.secrets.list': { say: ['which secrets do the workflows have'], where: byHand },
    'workflows.secrets.set': { say: ['set a secret for workflows'], where: byHand },
    'workflows.secrets.remove': { say: ['remove a secret of the workflows'], where: byHand },
  },
} satisfies Phrases
