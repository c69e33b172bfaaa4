export {positionsOf} from '../../data-extract/stage/token-positions.ts';
