/** Programs that build images, in the order in which they are tried. */
export const CONTAINER_BUILDERS = ['docker', 'podman', 'buildah'] as const;
export type ContainerBuilder = (typeof CONTAINER_BUILDERS)[number];

export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What is built from what. Paths are absolute. */
export interface BuildInputs {
  readonly platform: Platform;
  readonly dockerfile: string;
  readonly context: string;
  /** File that the builder writes the image's id to. */
  readonly idFile: string;
  /** Names of build arguments whose values the builder takes from its environment. */
  readonly argumentNames: readonly string[];
}

/** One run of a script in an image. */
export interface ScriptRun {
  /** Id or name of the image. */
  readonly image: string;
  /** Name of the container, which is ours. */
  readonly name: string;
  /** `1001:0` */
  readonly user: string;
  readonly script: string;
}

export interface PushInputs {
  readonly id: string;
  readonly reference: string;
  /** File that the digest is written to, by builders that can. */
  readonly digestFile: string;
}

/** What a builder says about itself. */
export interface BuilderFacts {
  readonly builder: ContainerBuilder;
  readonly version?: string;
  readonly rootless?: boolean;
  /** Storage driver: `overlay`, `vfs`, … */
  readonly storage?: string;
  /** Of the machine that builds, as images name it: `amd64`. */
  readonly arch?: string;
  /** It runs in a virtual machine of its own, which brings what it needs for other machines. */
  readonly inMachine?: boolean;
}

/** The answer to the first question. */
export type BuilderAnswer =
  | {readonly state: 'ready'; readonly facts: BuilderFacts}
  | {readonly state: 'trouble'; readonly text: string};

/** How one program is called. Argument lists only: no shell reads them, and no secret is ever among them. */
export interface BuilderRow {
  readonly name: ContainerBuilder;
  readonly label: string;
  /** Where to get it. */
  readonly install: string;
  /** Variables for its children, on top of the person's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Prints what it is as JSON, and fails when it cannot work. */
  readonly probe: readonly string[];
  /** Fetches a base image that is named with its registry; for builders that know no usual registry. */
  readonly pull?: (image: string, platform: Platform) => readonly string[];
  readonly build: (inputs: BuildInputs) => readonly string[];
  readonly tag: (id: string, reference: string) => readonly string[];
  /** Prints the image's id and machine as JSON; fails when there is no such image. */
  readonly inspect: (image: string) => readonly string[];
  /** Prints a JSON list with one image and its names. */
  readonly names: (id: string) => readonly string[];
  /** Makes the container that `runScript` needs, where it makes none itself. */
  readonly prepare?: (run: ScriptRun) => readonly string[];
  readonly runScript: (run: ScriptRun) => readonly string[];
  /** Removes the container, also while it runs. */
  readonly removeContainer: (name: string) => readonly string[];
  /** Removes an image that has no name. */
  readonly removeImage: (id: string) => readonly string[];
  readonly push: (inputs: PushInputs) => readonly string[];
  /** Asks who is logged in; not there where only a push can tell. */
  readonly whoIsLoggedIn?: (host: string) => readonly string[];
  /** Containers that builds work in, and that stay where one is broken off. Not there where a daemon looks after them. */
  readonly leftovers?: {
    /** Prints a JSON list. */
    readonly list: readonly string[];
    /** For people. */
    readonly show: readonly string[];
    readonly remove: (ids: readonly string[]) => readonly string[];
  };
}
