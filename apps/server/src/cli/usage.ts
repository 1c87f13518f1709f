/** What is printed of all commands. */
export const USAGE = `Usage: npm run hub -- <command>

  call <procedure> ['{json}'|-]   call a procedure; - reads the input from standard input
      --help                      what it takes and answers, with an example
      --as <email> --org <slug>   act as a person of this hub
      --url <address>             act on a hub elsewhere, with HUB_API_KEY
  procedures [--door <door>]      what can be called, and through which door
  admin create --email <email>    make a platform administrator (--name); prints a link to set a password
  admin grant --email <email>     make somebody who has an account an administrator
  admin grant --org <slug> --credits <amount> --reason <text>
                                  give an organization credits; --credits=-5 takes some away
  admin reset-password --email <email>
                                  print a link to set a password; --mail sends it to them instead
  admin suspend --email <email> | --org <slug>, --reason <text>
  admin unsuspend --email <email> | --org <slug>
  jobs list [--org <slug>] [--status dead]
                                  background jobs, the newest first; jobs state says who works
  jobs retry | cancel | discard <id>, jobs retry-all [--org <slug>]
  jobs schedules, jobs run "<name>"
  events listeners                who hears events, and how far behind each is
  events replay --listener <name> --from <time> [--until <time>] [--topic <topic>] [--org <slug>]
                                  have a listener hear what happened since then once more
  secrets                         new random secrets, as lines of an .env file
  secrets rotate                  replace the secret the hub made for itself, while it runs or not
  secrets status                  which secret is in force, and what one before still seals
  secrets rotate-keys             have the next key sign access tokens
  secrets end --sessions | --keys | --links
                                  sign everybody out, end API keys, end addresses and links of secrets before
  doctor [--fix]                  look at every part of the hub, and say what to do; exit code 0 well, 1 warnings, 2 failures
                                  --fix mends what is safe; --fix --migrate runs migrations too
  logs [--lines <n>] [--follow]   what the built-in PostgreSQL wrote, and the hub where it logs to hub.log
  version                         of the hub and what it was made of, Node and the built-in PostgreSQL
  backup [--to <folder or s3://bucket/path>] [--encrypt]
                                  everything of this hub, as of now, while it works
  restore --from <backup> [--verify]
                                  into an empty hub; --verify only tries it, in a database that is thrown away
  export --org <slug> --to <folder>
                                  everything of one organization, as files that any program reads
  audit verify [--org <slug>]     recompute the audit chains
  credits verify [--org <slug>]   recompute the credits from their entries
  <module> verify [--org <slug>]  recompute what a module keeps, such as accounting
  seed [--force]                  two businesses to look at, with people, work and credits; --remove takes them away
  stand-ins [--port 4700]         a shop and a payment service on this machine to connect to; prints their settings
  tour [--url <address>]          the main job through all five doors, step by step; of the sample as well on a
                                  hub of its own, or where HUB_SAMPLE_PASSWORD is what seed printed

Each takes --json for one line that programs can read; npm run -s keeps npm's own lines away. HUB_API_KEY=hub_key_… acts with an API key for programs.`
