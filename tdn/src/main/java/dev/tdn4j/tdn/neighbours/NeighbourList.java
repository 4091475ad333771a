package dev.tdn4j.tdn.neighbours;
import dev.tdn4j.tdn.data.Structure;
/** Temporary. */
public final class NeighbourList { private NeighbourList(){}
 /** t.
  * @param s s
  * @param c c
  * @return n */
 public static Neighbours of(Structure s,double c){ int n=s.size(); double[] p=s.positions(); int[] src=new int[n*n],dst=new int[n*n],pair=new int[n*n],eop=new int[n*n]; int e=0,np=0; int[][] id=new int[n][n];
  for(int i=0;i<n;i++)for(int j=0;j<n;j++){ if(i==j)continue; double d=0; for(int a=0;a<3;a++){double x=p[3*i+a]-p[3*j+a]; d+=x*x;} if(d<c*c){ src[e]=j;dst[e]=i; if(j>i){id[i][j]=np; eop[np]=e; pair[e]=np++;} else pair[e]=id[j][i]; e++; } }
  return new Neighbours(java.util.Arrays.copyOf(src,e),java.util.Arrays.copyOf(dst,e),new double[3*e],java.util.Arrays.copyOf(pair,e),java.util.Arrays.copyOf(eop,np)); } }
