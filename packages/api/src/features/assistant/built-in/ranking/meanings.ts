/** Everyday words of requests that come to the same, whatever the trade; one word may be of several groups. */
const groups: Readonly<Record<string, string>> = {
  remove:
    'remove delete bin scrap ditch drop kill cancel erase discard trash axe chuck dump strike withdraw revoke wipe rid scratch lose',
  make: 'add create make new jot note log enter record write register open raise put stick pop book schedule file save',
  show: 'show list see view display find bring pull look fetch check read lookup search get tell',
  hand: 'assign give hand pass allocate delegate take gets handle handles do does look let ask',
  finish:
    'done finish finished complete completed close closed wrapped sorted ready mended fixed tick ticked over through repaired',
  begin: 'start begin began begun started starting underway doing working progress',
  shift:
    'postpone delay push shift move reschedule defer late bump slip wait later earlier forward instead extend',
  change: 'change update edit modify alter amend set switch turn correct adjust mark make put',
  rename: 'rename call retitle named',
  restore: 'restore undo recover undelete reinstate reopen revive bring back again unbin',
  money: 'price cost charge quote fee money much bill pay paid euro spend spent worth amount',
  who: 'who whose whom person staff people someone anybody',
  when: 'when date day deadline due promised by until till',
  count: 'many number count total amount',
  past: 'history past happened last previous before ago recent latest earlier',
  open: 'waiting pending open outstanding unresolved unfinished left still todo undone',
  everything: 'all every everything whole full entire any each',
  customer: 'customer client owner people guest',
  note: 'note comment remark say write reply mention',
  stop: 'stop end suspend block pause disable deactivate shut',
  gone: 'left gone went gave took collected picked fetched handed away out',
  arrived: 'came brought dropped arrived here in left',
  name: 'name title text called label',
  limit: 'limit cap maximum most ceiling',
  send: 'send mail email resend invite',
  ours: 'our we us ours team firm company business shop organisation organization',
  problem: 'broken problem wrong fault trouble issue error fails failed stuck leaking',
}

const byWord = new Map<string, string[]>()
for (const [group, words] of Object.entries(groups))
  for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), group])

/** What words mean beside themselves: an example that says "scrap" has something to tell of a request that says "bin". */
export const meaningsIn = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => byWord.get(word) ?? []))
