import {pipelineBuilder} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {isOldBuildahPlugin} from './plugin-image.ts';
import {stepType} from './step.ts';

interface NoteRow {
  readonly when: (answers: Answers) => boolean;
  readonly note: string;
}

const isBuildah = (answers: Answers) => pipelineBuilder(answers) === 'buildah';
const isPlugin = (answers: Answers) => stepType(answers) === 'Plugin';
const isOld = ({build}: Answers) => isOldBuildahPlugin(build.buildahVersion);

/** Where the generated YAML is not what Harness's pages show, and why; and what is special about a choice. */
const NOTES: readonly NoteRow[] = [
  {
    when: isPlugin,
    note: 'connectorRef pulls the plugin image; Harness’s page says it is the push destination, but the plugin signs in with its settings.',
  },
  {
    when: (answers) => isPlugin(answers) && answers.image.registry === 'docker-hub',
    note: 'registry is Docker Hub’s v1 address, the plugin’s default, in place of v2.',
  },
  {
    when: (answers) =>
      isBuildah(answers) && !isOld(answers) && ['docker-hub', 'other'].includes(answers.image.registry),
    note: 'the Buildah image is newer than 1.1.0 of Harness’s page, which holds Buildah 1.14; --buildah-version brings it back.',
  },
  {
    when: (answers) => isBuildah(answers) && answers.image.registry === 'acr' && !isOld(answers),
    note: 'buildah-docker in place of buildah-acr, which still holds Buildah 1.14; it signs in to ACR with the same service principal. --buildah-version 1.1.0-linux-amd64 brings buildah-acr back.',
  },
  {
    when: (answers) => isBuildah(answers) && answers.image.registry === 'gar',
    note: 'there is no Buildah image for GAR: buildah-gcr pushes to it (the name buildah-grc in Harness’s table is a slip).',
  },
  {
    when: (answers) => isBuildah(answers) && answers.image.registry === 'ecr',
    note: 'buildah-ecr gets its sign-in token from AWS itself, with the access key in settings.',
  },
  {when: isBuildah, note: 'identifiers have no blanks: Harness takes letters, digits and underscores only.'},
  {
    when: isBuildah,
    note: 'Buildah’s image is for amd64: with arm64 nodes in the cluster set the stage’s nodeSelector to kubernetes.io/arch: amd64.',
  },
  {
    when: (answers) => isBuildah(answers) && !answers.build.push && answers.image.registry !== 'docker-hub',
    note: 'dry run works with every Buildah image, not with buildah-docker only; it still signs in to the registry.',
  },
  {
    when: (answers) => pipelineBuilder(answers) === 'kaniko' && !answers.build.push,
    note: 'PLUGIN_NO_PUSH keeps Kaniko from pushing; PLUGIN_PUSH_ONLY of some Harness pages means the opposite.',
  },
  {
    when: (answers) => pipelineBuilder(answers) === 'docker' && answers.image.registry === 'acr',
    note: 'plugins/docker signs in to ACR with the service principal; plugins/acr would also need the tenant.',
  },
];

/** The notes that apply, in order. */
export const specialNotes = (answers: Answers): string[] =>
  NOTES.filter(({when}) => when(answers)).map(({note}) => note);
