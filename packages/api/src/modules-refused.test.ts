import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import type { BriefingDeclaration } from './platform/catalog/briefing.ts'
import type { EntityFiles } from './platform/files/entity-files.ts'
import type { NotificationKind } from './platform/notifications/kind.ts'
import type { HubModule } from './platform/module.ts'
import { shelf } from './testing/shelf/module.ts'

describe('modules that cannot work together are refused at start', () => {
  const { router: procedures, ...parts } = shelf
  const kind = {
    noun: 'Box',
    names: async () => [],
    permission: 'shelf.box.read',
    ofPerson: { none: 'boxes are the shelf’s' },
  }
  const files: EntityFiles = { kinds: ['pdf'], maxBytes: 1_000, permission: 'shelf.box.write' }
  const news: NotificationKind = {
    name: 'shelf.full',
    group: 'Shelf',
    title: 'A box is full',
    because: 'the box is yours',
    icon: 'task',
    words: 'filled {box}',
    permission: 'organization.read',
    usual: { inApp: true, mail: 'now' },
    topics: ['shelf.full'],
    notices: async () => [],
  }

  const line: BriefingDeclaration = {
    name: 'shelf.full',
    act: 'Empty it',
    kind: 'know',
    urgency: 'usual',
    permission: 'shelf.box.read',
    entity: 'shelf_box',
    link: '/o/{org}/shelf',
    read: async () => null,
  }
  const prompt = {
    name: 'full-boxes',
    title: 'Full boxes',
    description: 'Which boxes are full',
    text: 'Tell me which boxes are full.',
    uses: [],
  }
  const words = { title: 'Task created', description: 'There is one more.', permission: 'shelf.box.read' }
  const plain = (changes: Partial<HubModule>): HubModule => ({ ...parts, router: procedures, ...changes })

  test.each<[string, readonly HubModule[], RegExp]>([
    [
      'a name twice',
      [shelf, plain({})],
      /"shelf" declares the name "shelf", which the module "shelf" declares already/,
    ],
    [
      'a permission of another',
      [plain({ permissions: { ...parts.permissions, 'ops.task.read': { title: 'See', level: 'read' } } })],
      /declares "ops.task.read"\. Permissions begin with "shelf\."/,
    ],
    [
      'an entity of another',
      [
        plain({
          entities: { ops_task: kind },
        }),
      ],
      /declares "ops_task"/,
    ],
    [
      'a key of the audit log that the hub has',
      [
        plain({
          entities: { shelf_box: { ...kind, target: 'user' } },
        }),
      ],
      /declares the audit target "user", which the hub itself declares already/,
    ],
    [
      'a permission that nobody declares',
      [plain({ permissions: { 'shelf.box.read': { title: 'See boxes', level: 'read' } } })],
      /procedure put asks for the permission "shelf.box.write", which nobody declares/,
    ],
    [
      'an event of another',
      [...modules, plain({ events: { 'ops.task.created': z.strictObject({}).meta(words) } })],
      /declares the event "ops.task.created", which the module "ops" declares already/,
    ],
    [
      'a notification of another',
      [plain({ notifications: [{ ...news, name: 'ops.task.assigned' }] })],
      /the notification "ops\.task\.assigned" begins with another name/,
    ],
    [
      'a notification that leads out of the hub',
      [plain({ notifications: [{ ...news, link: 'https://elsewhere.example' }] })],
      /the notification "shelf\.full" leads to "https:/,
    ],
    [
      'a notification that nobody could read',
      [plain({ notifications: [{ ...news, words: 'filled {box' }] })],
      /the notification "shelf\.full" says "filled \{box"/,
    ],
    [
      'a notification that is mailed twice',
      [plain({ notifications: [{ ...news, hasOwnMail: true }] })],
      /has a mail of its own and is mailed as well/,
    ],
    [
      'a prompt that asks for what is not there',
      [plain({ prompts: [{ ...prompt, uses: ['boxes.fly'] }] })],
      /the prompt "full-boxes" uses "boxes\.fly", which is no procedure/,
    ],
    [
      'a prompt whose argument stands nowhere',
      [
        plain({
          prompts: [{ ...prompt, arguments: [{ name: 'box', description: 'A box', isRequired: true }] }],
        }),
      ],
      /the prompt "full-boxes" has "box" in its text or its arguments alone/,
    ],
    [
      'a prompt whose text asks for what nobody gives',
      [plain({ prompts: [{ ...prompt, text: 'Empty {box}.' }] })],
      /has "box" in its text or its arguments alone/,
    ],
    [
      'a prompt with the name of another',
      [plain({ prompts: [prompt, prompt] })],
      /declares the prompt "full-boxes", which the module "shelf" declares already/,
    ],
    [
      'a briefing line of another',
      [plain({ briefing: [{ ...line, name: 'ops.overdue' }] })],
      /declares the briefing line "ops\.overdue"\. Its name begins with "shelf\."/,
    ],
    [
      'a briefing line about what is not there',
      [plain({ briefing: [{ ...line, entity: 'shelf_jar' }] })],
      /"shelf\.full" is about "shelf_jar", which is not among its entities/,
    ],
    [
      'a briefing line whose act is no word for a button',
      [plain({ briefing: [{ ...line, act: 'look at all the boxes that are full' }] })],
      /"shelf\.full" says "look at all the boxes that are full" on its button/,
    ],
    [
      'a briefing line that leads out of the hub',
      [plain({ briefing: [{ ...line, link: 'https://example.test' }] })],
      /"shelf\.full" leads to "https:\/\/example\.test"/,
    ],
    [
      'a briefing line that nobody may see',
      [plain({ briefing: [{ ...line, permission: 'shelf.jar.read' }] })],
      /briefing line shelf\.full asks for the permission "shelf\.jar\.read", which nobody declares/,
    ],
    [
      'a tour of another',
      [
        plain({
          tour: {
            walk: {
              noun: 'box',
              say: 'put a box',
              make: { path: 'modules.shelf.put', inputs: [{}, {}] },
              list: { path: 'modules.ops.tasks.list', input: {} },
            },
          },
        }),
      ],
      /its sample or tour calls "modules\.ops\.tasks\.list", which is not among its procedures/,
    ],
    [
      'an act of another on its tour',
      [
        plain({
          tour: {
            acts: [
              {
                door: 'rest',
                name: 'List tasks',
                path: 'modules.ops.tasks.list',
                input: () => ({}),
                says: () => '',
              },
            ],
          },
        }),
      ],
      /its sample or tour calls "modules\.ops\.tasks\.list", which is not among its procedures/,
    ],
    [
      'files of a kind that is not there',
      [
        plain({
          entities: { shelf_box: { ...kind, target: 'box', files: { ...files, kinds: ['exe' as 'pdf'] } } },
        }),
      ],
      /entity shelf_box takes files of the kind "exe"\. There are: pdf,/,
    ],
    [
      'files of no kind',
      [plain({ entities: { shelf_box: { ...kind, target: 'box', files: { ...files, kinds: [] } } } })],
      /entity shelf_box takes files of no kind/,
    ],
    ...[0, 0.5, 25 * 1024 * 1024 + 1].map((maxBytes): [string, readonly HubModule[], RegExp] => [
      `files of ${maxBytes} bytes`,
      [plain({ entities: { shelf_box: { ...kind, target: 'box', files: { ...files, maxBytes } } } })],
      /Give a whole number of at most 26214400 \(25 MB\)/,
    ]),
    [
      'files that nobody may attach',
      [
        plain({
          entities: {
            shelf_box: { ...kind, target: 'box', files: { ...files, permission: 'shelf.jar.write' } },
          },
        }),
      ],
      /entity shelf_box, for its files, asks for the permission "shelf\.jar\.write", which nobody declares/,
    ],
    [
      'files of what the audit log cannot name',
      [plain({ entities: { shelf_box: { ...kind, files } } })],
      /entity shelf_box takes files and has no `target`/,
    ],
    ['a name that is no address', [plain({ name: 'My shelf' })], /needs a name of small letters/],
    [
      'a file of the export twice',
      [
        ...modules,
        plain({
          personal: { files: [{ name: 'tasks.json', about: '', read: async () => [] }], leftOut: [] },
        }),
      ],
      /declares the export file "tasks.json", which the module "ops" declares already/,
    ],
  ])('%s', (_what, given, words) => {
    expect(() => declaredBy(given)).toThrow(words)
  })
})
